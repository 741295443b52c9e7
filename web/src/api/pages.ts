/** A list of the gateway's, asked for page by page. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { json } from "./client";

/** The next page is asked for when what `bottom` is set on comes near, or by `more`, which is null after the last one. */
export function usePages<Page extends { next: string | null }>(queryKey: readonly string[], path: (after: string | null) => string, options: { staleTime?: number } = {}) {
  const bottom = useRef<HTMLDivElement>(null);
  const { data, error, fetchNextPage, hasNextPage, refetch } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => json<Page>(path(pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...options,
  });
  useEffect(() => {
    if (!bottom.current || !hasNextPage) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), { rootMargin: "600px" });
    observer.observe(bottom.current);
    return () => observer.disconnect();
  }, [hasNextPage, fetchNextPage, data]);
  return { pages: data?.pages, error, bottom, more: hasNextPage ? () => void fetchNextPage() : null, refetch };
}

/** What a visitor is shown without months: what a question finds, the best first; an album as it was laid. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { json, query } from "@/api/client";
import { usePages } from "@/api/pages";
import type { Found, Photo, Photos } from "@/api/types";
import { put } from "@/photos/known";
import { ratioOf, type Section } from "@/photos/layout";

const MOST = 100;
const PAGE = 200;

export function useFound(q: string): { sections: readonly Section[] | null; error: Error | null } {
  const { data, error } = useQuery({ queryKey: ["found", q], queryFn: async () => (await json<Found>(`/search?${query({ q, limit: MOST })}`)).hits.map(({ photo }) => put(photo)) });
  const sections = useMemo(() => data && [sectionOf("found", data)], [data]);
  return { sections: sections ?? null, error };
}

export function useLaid(album: string) {
  const { pages, error, bottom } = usePages<Photos>(["laid", album], (after) => `/albums/${album}/photos?${query({ order: "hand", limit: PAGE, after })}`);
  const sections = useMemo(() => pages && [sectionOf("laid", pages.flatMap(({ photos }) => photos.map(put)))], [pages]);
  return { sections: sections ?? null, error, bottom };
}

const sectionOf = (key: string, photos: readonly Photo[]): Section => ({ key, count: photos.length, tiles: photos.map(({ id, width, height }) => ({ id, ratio: ratioOf(width, height) })) });

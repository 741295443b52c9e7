/** What a visitor's question finds, the best first. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { json, query } from "@/api/client";
import type { Found } from "@/api/types";
import { put } from "@/photos/known";
import { ratioOf, type Section } from "@/photos/layout";

const MOST = 100;

export function useFound(q: string): { sections: readonly Section[] | null; error: Error | null } {
  const { data, error } = useQuery({ queryKey: ["found", q], queryFn: async () => (await json<Found>(`/search?${query({ q, limit: MOST })}`)).hits.map(({ photo }) => put(photo)) });
  const sections = useMemo(() => data && [{ key: "found", count: data.length, tiles: data.map(({ id, width, height }) => ({ id, ratio: ratioOf(width, height) })) }], [data]);
  return { sections: sections ?? null, error };
}

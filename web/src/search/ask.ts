/** The question of an address -> its answer: by words, by a picture, by another photo; from this device when offline. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { json, Problem, query } from "@/api/client";
import type { Found } from "@/api/types";
import { chosen } from "@/base/words";
import { searchKept } from "@/offline/search";
import { put } from "@/photos/known";

import { findLike, useAskedPicture } from "./by-image";

export type Order = "relevance" | "newest" | "oldest";
export interface Question {
  q: string;
  like: string | null; // a photo's id, or "picture": the one that was dropped
  order: Order;
}

type Answer = Found & { offline?: boolean };

export function questionOf(params: URLSearchParams): Question {
  const order = params.get("order");
  return { q: params.get("q") ?? "", like: params.get("like"), order: order === "newest" || order === "oldest" ? order : "relevance" };
}

/** Where the question is asked: its address. */
export function addressOf({ q, like = null, order = "relevance" }: Partial<Question>): string {
  const asked = query({ q: q?.trim(), like, order: order === "relevance" ? null : order });
  return q?.trim() || like ? `/search?${asked}` : "/search";
}

export function useAnswer({ q, like, order }: Question) {
  const file = useAskedPicture((state) => state.file);
  return useQuery<Answer>({
    queryKey: ["search", q, like, like === "picture" ? file?.name : null, order, chosen()],
    enabled: Boolean(q.trim() || (like && (like !== "picture" || file))),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Answer> => {
      const found = await answer(signal);
      found.hits.forEach(({ photo }) => put(photo));
      return found;
    },
  });

  async function answer(signal: AbortSignal): Promise<Answer> {
    const understood = { text: q, phrases: [], chips: [], degraded: null };
    if (like === "picture" && file) return findLike(file, signal);
    if (like) return { understood, ...(await json<Pick<Found, "hits">>(`/photo/${like}/similar?limit=100`, { signal })) };
    try {
      const more = order === "relevance" ? {} : { order };
      return await json<Found>(`/search?${query({ q, limit: 200, ...more })}`, { signal });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 0) throw error;
      return { understood, hits: await searchKept(q), offline: true };
    }
  }
}

/** The names of the stages, as any photo tells them. */
import { useQuery } from "@tanstack/react-query";

import { json } from "@/api/client";
import type { Photo, Photos } from "@/api/types";

export const useStageNames = () =>
  useQuery({
    queryKey: ["stages"],
    queryFn: async () => {
      const [any] = (await json<Photos>("/photos?limit=1&archived=any")).photos;
      return any ? Object.keys((await json<Photo>(`/photo/${any.id}`)).stages ?? {}) : [];
    },
    staleTime: 10 * 60_000,
  });

/** The names of the stages, as any photo tells them. */
import { useQuery } from "@tanstack/react-query";

import { json } from "@/api/client";
import type { Photos } from "@/api/types";
import { fetched } from "@/photos/known";
import { marksOf } from "@/photos/pictured";

export const useStageNames = () =>
  useQuery({
    queryKey: ["stages"],
    queryFn: async () => {
      const [any] = (await json<Photos>("/photos?limit=1&archived=any")).photos;
      return any ? Object.keys(marksOf(await fetched(any.id))) : [];
    },
    staleTime: 10 * 60_000,
  });

/** The names of the stages, as any photo lists them. */
import { useQuery } from "@tanstack/react-query";

import { json } from "@/api/client";
import type { Photos } from "@/api/types";

export const useStageNames = () =>
  useQuery({
    queryKey: ["stages"],
    queryFn: async () => Object.keys((await json<Photos>("/photos?limit=1&archived=any")).photos[0]?.stages ?? {}),
    staleTime: 10 * 60_000,
  });

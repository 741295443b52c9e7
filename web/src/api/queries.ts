import { QueryClient } from "@tanstack/react-query";

import { Problem } from "./client";

/** A problem of the question is not asked again; without the network the kept photos answer, so nothing is paused. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => !(error instanceof Problem) || ([502, 503, 504].includes(error.status) && count < 2),
    },
    mutations: { networkMode: "always" },
  },
});

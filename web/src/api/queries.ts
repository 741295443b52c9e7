import { QueryClient, type InvalidateOptions, type InvalidateQueryFilters, type QueryKey } from "@tanstack/react-query";

import { Problem } from "./client";

/** What is asked for the first time just now is not asked anew by an invalidation, and its answer may be of before: it is
 * invalidated again when that is there. */
export class Queries extends QueryClient {
  override invalidateQueries<Key extends QueryKey = QueryKey>(filters?: InvalidateQueryFilters<Key>, options?: InvalidateOptions): Promise<void> {
    const asked = this.getQueryCache().findAll(filters).filter(({ state }) => state.data === undefined && state.fetchStatus === "fetching");
    const done = super.invalidateQueries(filters, options);
    for (const { promise, queryKey } of asked) {
      const again = () => super.invalidateQueries({ queryKey, exact: true, refetchType: filters?.refetchType }, options);
      promise?.then(again, () => undefined); // what failed has brought nothing
    }
    return done;
  }
}

/** A problem of the question is not asked again; without the network the kept photos answer, so nothing is paused. */
export const queries = new Queries({
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

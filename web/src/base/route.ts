/** Where the reader is. The opened photo is part of every address (?photo=), so that going back closes it. */
import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";

import { back, entry, stay, whenGone, type Entry } from "./back";

export function useQueryString(): URLSearchParams {
  return new URLSearchParams(useSearch());
}

interface How {
  /** To a neighbour: nothing to go back to. */
  step?: boolean;
  among?: readonly string[];
}

/** The opened photo, and how to open another; null closes. */
export function useOpened(): [string | null, (id: string | null, how?: How) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const opened = new URLSearchParams(search).get("photo");
  const open = useCallback(
    (id: string | null, { step = false, among }: How = {}) =>
      whenGone(() => {
        const params = new URLSearchParams(location.search);
        // Closing goes back where opening came from here; a link from outside has nothing behind it.
        if (!id && entry().opened) return back(entry().sheet ? 2 : 1);
        if (id) params.set("photo", id);
        else params.delete("photo");
        const to = params.size ? `${path}?${params.toString()}` : path;
        const state: Entry | undefined = !id ? undefined : step ? entry() : { opened: true, own: String(Date.now()), ...(among && { among }) };
        if (id && !step) stay();
        go(to, { replace: step || !id, state });
      }),
    [path, go],
  );
  return [opened, open];
}

export const useAmong = () => useHistoryState<Entry | null>()?.among;
export const useSheet = () => Boolean(useHistoryState<Entry | null>()?.sheet);

/** Where the reader is. The opened photo is part of every address (?photo=), so that going back closes it. */
import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";

export function useQueryString(): URLSearchParams {
  return new URLSearchParams(useSearch());
}

/** The list that the opened photo stands in, for its neighbours; null closes. */
export function useOpened(): [string | null, (id: string | null, step?: boolean) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  const opened = new URLSearchParams(search).get("photo");
  const open = useCallback(
    (id: string | null, step = false) => {
      const params = new URLSearchParams(location.search);
      // Closing goes back where opening came from here; a link from outside has nothing behind it.
      if (!id && (history.state as { opened?: boolean } | null)?.opened) return history.back();
      if (id) params.set("photo", id);
      else params.delete("photo");
      const to = params.size ? `${path}?${params.toString()}` : path;
      const state = id ? { opened: step ? Boolean((history.state as { opened?: boolean } | null)?.opened) : true } : undefined;
      go(to, { replace: step || !id, state });
    },
    [path, go],
  );
  return [opened, open];
}

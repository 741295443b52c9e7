/** Whether the details are shown: beside the photo as the reader likes it; where they cover it, until Back. */
import { useEffect, useRef } from "react";
import { create } from "zustand";

import { back, entry, lay, whenGone } from "@/app/back";
import { useOpened, useSheet } from "@/app/route";

const wide = matchMedia("(width >= 64rem)");
const narrow = matchMedia("(width < 48rem)");
const useBeside = create<{ beside: boolean }>()(() => ({ beside: wide.matches }));

interface Info {
  info: boolean;
  /** They lie over the photo. */
  covered: boolean;
  show: (shown: boolean) => void;
}

export function useInfo(id: string): Info {
  const beside = useBeside((state) => state.beside);
  const sheet = useSheet();
  const [, open] = useOpened();
  // With the sheet one may have walked on: the entry below is still of the photo over which it was opened.
  const seen = useRef({ id, sheet });
  useEffect(() => {
    seen.current = { id, sheet };
  });
  useEffect(() => {
    const onPop = () => {
      const { id, sheet } = seen.current;
      const below = new URLSearchParams(location.search).get("photo");
      if (sheet && !entry().sheet && below && below !== id) open(id, { step: true });
    };
    // Before the router hears of it, and shows that photo.
    addEventListener("popstate", onPop, { capture: true });
    return () => removeEventListener("popstate", onPop, { capture: true });
  }, [open]);
  const show = (shown: boolean) => {
    if (!narrow.matches) useBeside.setState({ beside: shown });
    else if (shown !== sheet) whenGone(() => (shown ? lay({ sheet: true }) : entry().sheet && back()));
  };
  return narrow.matches ? { info: sheet, covered: sheet, show } : { info: beside, covered: false, show };
}

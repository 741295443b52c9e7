/** Whether the details are shown: beside the photo as the reader likes it; where they cover it, until Back. */
import { useLayoutEffect, useRef } from "react";
import { create } from "zustand";

import { back, entry, lay, whenGone } from "@/base/back";
import { useOpened, useSheet } from "@/base/route";

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
  const seen = useRef({ id, sheet, own: entry().own });
  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = { id, sheet, own: entry().own };
    const wentBack = before.sheet && !sheet && before.own === entry().own;
    if (wentBack && before.id !== id) open(before.id, { step: true });
  });
  const show = (shown: boolean) => {
    if (!narrow.matches) useBeside.setState({ beside: shown });
    else if (shown !== sheet) whenGone(() => (shown ? lay({ sheet: true }) : entry().sheet && back()));
  };
  return narrow.matches ? { info: sheet, covered: sheet, show } : { info: beside, covered: false, show };
}

/** Choosing many by drawing over them. */
import { useEffect, useRef, type RefObject } from "react";

import { drawOver } from "./drawing";
import { extend, toggle, useSelection } from "./selection";

export function useDragChoice(box: RefObject<HTMLElement | null>, ids: readonly string[], on = true): void {
  // Photos that come meanwhile do not end what is being drawn.
  const known = useRef(ids);
  useEffect(() => {
    known.current = ids;
  }, [ids]);
  useEffect(() => {
    const element = box.current;
    if (!element || !on) return;
    let before: ReadonlySet<string> = new Set();
    return drawOver(element, {
      begin: (photo) => {
        before = useSelection.getState().chosen;
        if (before.has(photo)) useSelection.setState({ anchor: photo });
        else toggle(photo);
      },
      reach: (_, { dataset: { tile = "" } }) => extend(known.current, tile, before),
      end: () => undefined,
    });
  }, [box, on]);
}

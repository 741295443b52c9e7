/** Laying photos by hand: drawn to their place, or moved by the arrow keys with Alt. */
import { useEffect, useRef, type RefObject } from "react";

import { drawOver } from "./drawing";
import { keepFocus } from "./list";
import { toggle } from "./selection";

export type Lay = (photo: string, after: string | null) => void;

/** Behind which photo the one that is drawn would stand, where it is let go on this one: its nearer edge counts. */
export function behind(ids: readonly string[], photo: string, over: string, onward: boolean): string | null {
  const others = ids.filter((id) => id !== photo);
  const at = others.indexOf(over);
  return onward ? over : (others[at - 1] ?? null);
}

/** One place on (1) or back (-1); undefined where it is at the end already. */
export function moved(ids: readonly string[], photo: string, by: 1 | -1): string | null | undefined {
  const at = ids.indexOf(photo);
  if (at < 0 || at + by < 0 || at + by >= ids.length) return undefined;
  return by > 0 ? ids[at + 1] : (ids[at - 2] ?? null);
}

const isMirrored = () => document.documentElement.dir === "rtl";

export function useLaying(box: RefObject<HTMLElement | null>, ids: readonly string[], lay: Lay | undefined): void {
  const known = useRef({ ids, lay });
  useEffect(() => {
    known.current = { ids, lay };
  }, [ids, lay]);
  const on = Boolean(lay);
  useEffect(() => {
    const element = box.current;
    if (!element || !on) return;
    let to: { after: string | null } | null = null;
    let mark: HTMLElement | null = null;

    const end = drawOver(element, {
      except: "[data-check]",
      begin: () => {
        mark = document.createElement("div");
        mark.className = "pointer-events-none fixed z-50 hidden w-1 rounded-full bg-sun";
        document.body.append(mark);
      },
      reach: (photo, tile, at) => {
        const { tile: over = "" } = tile.dataset;
        const { left, right, top, height } = tile.getBoundingClientRect();
        const onward = at.x > (left + right) / 2;
        to = over === photo ? null : { after: behind(known.current.ids, photo, over, onward !== isMirrored()) };
        Object.assign(mark?.style ?? {}, { display: to ? "block" : "none", left: `${(onward ? right : left) - 2}px`, top: `${top}px`, height: `${height}px` });
      },
      end: (photo, { letGo, far }) => {
        mark?.remove();
        // A finger that rested and went nowhere chooses.
        if (letGo && to) known.current.lay?.(photo, to.after);
        else if (letGo && !far) toggle(photo);
        mark = to = null;
      },
    });
    const key = (event: KeyboardEvent) => {
      const id = (event.target as HTMLElement).dataset.id;
      if (!id || !event.altKey || event.ctrlKey || event.metaKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      event.preventDefault();
      const after = moved(known.current.ids, id, (event.key === "ArrowRight") !== isMirrored() ? 1 : -1);
      if (after === undefined) return;
      known.current.lay?.(id, after);
      keepFocus(id);
    };

    element.addEventListener("keydown", key);
    return () => {
      end();
      element.removeEventListener("keydown", key);
    };
  }, [box, on]);
}

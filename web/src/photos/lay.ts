/** Laying photos by hand: drawn to their place with the mouse at once, with a finger after it has rested; or moved by the
 * arrow keys with Alt. */
import { useEffect, useRef, type RefObject } from "react";

import { toggle } from "./selection";

export type Lay = (photo: string, after: string | null) => void;

const REST = 380; // milliseconds
const FAR = 10; // pixels that a mouse travels before it draws
const FRAMES = 90; // of the screen, in which a photo that was moved is in its place
const EDGE = 90; // pixels from the screen's edge where the page begins to move along

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

/** What comes into the page anew, in another row, loses the focus: it gets it back, unless something else has it by then. */
function keepFocus(id: string, frames = FRAMES): void {
  if (!frames) return;
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(`a[data-id="${CSS.escape(id)}"]`)?.focus();
    keepFocus(id, frames - 1);
  });
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
    let from: { id: string; x: number; y: number } | null = null;
    let at = { x: 0, y: 0 };
    let to: { after: string | null } | null = null;
    let drawing = false;
    let resting: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    let mark: HTMLElement | null = null;

    const begin = () => {
      drawing = true;
      navigator.vibrate?.(10);
      mark = document.createElement("div");
      mark.className = "pointer-events-none fixed z-50 hidden w-1 rounded-full bg-sun";
      document.body.append(mark);
      frame = requestAnimationFrame(follow);
    };
    const reach = () => {
      const tile = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>("[data-tile]");
      const over = tile?.dataset.tile;
      if (!tile || !over || !from || !mark) return;
      const { left, right, top, height } = tile.getBoundingClientRect();
      const far = at.x > (left + right) / 2;
      to = over === from.id ? null : { after: behind(known.current.ids, from.id, over, far !== isMirrored()) };
      Object.assign(mark.style, { display: to ? "block" : "none", left: `${(far ? right : left) - 2}px`, top: `${top}px`, height: `${height}px` });
    };
    const follow = () => {
      const speed = at.y < EDGE ? at.y - EDGE : at.y > innerHeight - EDGE ? at.y - innerHeight + EDGE : 0;
      if (speed) {
        scrollBy({ top: speed / 5, behavior: "instant" });
        reach();
      }
      frame = requestAnimationFrame(follow);
    };
    const down = (event: PointerEvent) => {
      const id = (event.target as HTMLElement).closest<HTMLElement>("[data-tile]")?.dataset.tile;
      if (!id || event.button !== 0 || !event.isPrimary || (event.target as HTMLElement).closest("[data-check]")) return;
      from = { id, x: event.clientX, y: event.clientY };
      at = { x: event.clientX, y: event.clientY };
      if (event.pointerType === "touch") resting = setTimeout(begin, REST);
    };
    const move = (event: PointerEvent) => {
      if (!from) return;
      at = { x: event.clientX, y: event.clientY };
      if (!drawing && Math.hypot(at.x - from.x, at.y - from.y) > FAR) {
        if (event.pointerType === "mouse") begin();
        else clearTimeout(resting); // it scrolls
      }
      if (drawing) reach();
    };
    const end = (event?: Event) => {
      clearTimeout(resting);
      cancelAnimationFrame(frame);
      mark?.remove();
      mark = null;
      if (drawing && from && event?.type === "pointerup") {
        // The click that follows a drawing opens nothing.
        const swallow = (event: Event) => {
          event.preventDefault();
          event.stopPropagation();
        };
        addEventListener("click", swallow, { capture: true, once: true });
        setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
        // A finger that rested and went nowhere chooses.
        if (to) known.current.lay?.(from.id, to.after);
        else if (Math.hypot(at.x - from.x, at.y - from.y) <= FAR) toggle(from.id);
      }
      drawing = false;
      from = to = null;
    };
    const hold = (event: TouchEvent) => drawing && event.preventDefault();
    const noMenu = (event: Event) => drawing && event.preventDefault();
    const key = (event: KeyboardEvent) => {
      const id = (event.target as HTMLElement).dataset.id;
      if (!id || !event.altKey || event.ctrlKey || event.metaKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      event.preventDefault();
      const after = moved(known.current.ids, id, (event.key === "ArrowRight") !== isMirrored() ? 1 : -1);
      if (after === undefined) return;
      known.current.lay?.(id, after);
      keepFocus(id);
    };

    element.addEventListener("pointerdown", down);
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    element.addEventListener("touchmove", hold, { passive: false });
    element.addEventListener("contextmenu", noMenu);
    element.addEventListener("keydown", key);
    return () => {
      end();
      element.removeEventListener("pointerdown", down);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      element.removeEventListener("touchmove", hold);
      element.removeEventListener("contextmenu", noMenu);
      element.removeEventListener("keydown", key);
    };
  }, [box, on]);
}

/** Choosing many by drawing over them: with the mouse at once, with a finger after it has rested on a photo. */
import { useEffect, useRef, type RefObject } from "react";

import { extend, toggle, useSelection } from "./selection";

const REST = 380; // milliseconds
const FAR = 10; // pixels that a mouse travels before it draws
const EDGE = 90; // pixels from the screen's edge where the page begins to move along

export function useDragChoice(box: RefObject<HTMLElement | null>, ids: readonly string[], on = true): void {
  // Photos that come meanwhile do not end what is being drawn.
  const known = useRef(ids);
  useEffect(() => {
    known.current = ids;
  }, [ids]);
  useEffect(() => {
    const element = box.current;
    if (!element || !on) return;
    let from: { id: string; x: number; y: number } | null = null;
    let before: ReadonlySet<string> = new Set();
    let drawing = false;
    let resting: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    let at = { x: 0, y: 0 };

    const begin = () => {
      if (!from) return;
      drawing = true;
      before = useSelection.getState().chosen;
      if (before.has(from.id)) useSelection.setState({ anchor: from.id });
      else toggle(from.id);
      navigator.vibrate?.(10);
      frame = requestAnimationFrame(follow);
    };
    const reach = () => {
      const tile = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>("[data-tile]");
      if (tile?.dataset.tile && from) extend(known.current, tile.dataset.tile, before);
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
      if (!id || event.button !== 0 || !event.isPrimary) return;
      from = { id, x: event.clientX, y: event.clientY };
      at = { x: event.clientX, y: event.clientY };
      if (event.pointerType === "touch") resting = setTimeout(begin, REST);
    };
    const move = (event: PointerEvent) => {
      if (!from) return;
      at = { x: event.clientX, y: event.clientY };
      const far = Math.hypot(at.x - from.x, at.y - from.y) > FAR;
      if (!drawing && far) {
        if (event.pointerType === "mouse") begin();
        else clearTimeout(resting); // it scrolls
      }
      if (drawing) reach();
    };
    const end = () => {
      clearTimeout(resting);
      cancelAnimationFrame(frame);
      if (drawing) {
        // The click that follows a drawing opens nothing.
        const swallow = (event: Event) => {
          event.preventDefault();
          event.stopPropagation();
        };
        addEventListener("click", swallow, { capture: true, once: true });
        setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
      }
      drawing = false;
      from = null;
    };
    const hold = (event: TouchEvent) => drawing && event.preventDefault();
    const noMenu = (event: Event) => drawing && event.preventDefault();

    element.addEventListener("pointerdown", down);
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    element.addEventListener("touchmove", hold, { passive: false });
    element.addEventListener("contextmenu", noMenu);
    return () => {
      end();
      element.removeEventListener("pointerdown", down);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      element.removeEventListener("touchmove", hold);
      element.removeEventListener("contextmenu", noMenu);
    };
  }, [box, on]);
}

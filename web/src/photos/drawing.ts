/** Drawing over photos: with the mouse at once, with a finger after it has rested on one. At the screen's edges the page
 * moves along. */

const REST = 380; // milliseconds
const FAR = 10; // pixels that a mouse travels before it draws
const EDGE = 90; // pixels from the screen's edge where the page begins to move along

export interface Place {
  x: number;
  y: number;
}

interface Drawing {
  /** What lies on a photo and is no place to begin at. */
  except?: string;
  begin: (photo: string) => void;
  /** The one that is drawn from, and the one that is reached. */
  reach: (photo: string, tile: HTMLElement, at: Place) => void;
  /** `letGo`: rather than cut off; `far`: away from where it began. */
  end: (photo: string, how: { letGo: boolean; far: boolean }) => void;
}

const tileAt = (element: Element | null) => element?.closest<HTMLElement>("[data-tile]") ?? null;

/** Until what it returns is called. */
export function drawOver(element: HTMLElement, { except, begin, reach, end }: Drawing): () => void {
  let from: (Place & { photo: string }) | null = null;
  let at: Place = { x: 0, y: 0 };
  let drawing = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  const isFar = () => from !== null && Math.hypot(at.x - from.x, at.y - from.y) > FAR;
  const start = () => {
    if (!from) return;
    drawing = true;
    begin(from.photo);
    navigator.vibrate?.(10);
    frame = requestAnimationFrame(follow);
  };
  const look = () => {
    const tile = tileAt(document.elementFromPoint(at.x, at.y));
    if (tile?.dataset.tile && from) reach(from.photo, tile, at);
  };
  const follow = () => {
    const speed = at.y < EDGE ? at.y - EDGE : at.y > innerHeight - EDGE ? at.y - innerHeight + EDGE : 0;
    if (speed) {
      scrollBy({ top: speed / 5, behavior: "instant" });
      look();
    }
    frame = requestAnimationFrame(follow);
  };
  const down = (event: PointerEvent) => {
    const target = event.target as HTMLElement;
    const photo = tileAt(target)?.dataset.tile;
    if (!photo || event.button !== 0 || !event.isPrimary || (except && target.closest(except))) return;
    from = { photo, x: event.clientX, y: event.clientY };
    at = { x: event.clientX, y: event.clientY };
    if (event.pointerType === "touch") resting = setTimeout(start, REST);
  };
  const move = (event: PointerEvent) => {
    if (!from) return;
    at = { x: event.clientX, y: event.clientY };
    if (!drawing && isFar()) {
      if (event.pointerType === "mouse") start();
      else clearTimeout(resting); // it scrolls
    }
    if (drawing) look();
  };
  const finish = (event?: Event) => {
    clearTimeout(resting);
    cancelAnimationFrame(frame);
    if (drawing && from) {
      // The click that follows a drawing opens nothing.
      const swallow = (event: Event) => {
        event.preventDefault();
        event.stopPropagation();
      };
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
      end(from.photo, { letGo: event?.type === "pointerup", far: isFar() });
    }
    drawing = false;
    from = null;
  };
  const hold = (event: Event) => drawing && event.preventDefault();

  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener("pointerdown", down, { signal });
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", finish, { signal });
  addEventListener("pointercancel", finish, { signal });
  element.addEventListener("touchmove", hold, { passive: false, signal });
  element.addEventListener("contextmenu", hold, { signal });
  return () => {
    finish();
    stop.abort();
  };
}

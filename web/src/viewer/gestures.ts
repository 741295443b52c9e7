/** What fingers, the mouse and the wheel say to the stage. */
import { useEffect, useRef, type RefObject } from "react";

import { axisOf, FITTED, meant, zoomed, type Axis, type Lie, type Swipe } from "./zoom";

const TAP = 260; // milliseconds

interface Hears {
  lay: (change: (lie: Lie) => Lie) => void;
  isZoomed: () => boolean;
  /** A finger comes: what still glides arrives now. */
  hurry: () => void;
  /** One finger on the fitted photo, so many pixels from where it came down. */
  follow: (axis: Axis, dx: number, dy: number) => void;
  /** A finger touched the photo and went: nothing else was meant. */
  tap: () => void;
  /** After the last `follow`, what was meant by it; null: nothing. */
  letGo: (swipe: Swipe) => void;
}

/** Heard in the whole room; `photo` has its middle where the fitted photo has it. */
export function useGestures(room: RefObject<HTMLElement | null>, photo: RefObject<HTMLElement | null>, hears: Hears): void {
  const latest = useRef(hears);
  useEffect(() => {
    latest.current = hears;
  });
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const fingers = new Map<number, { x: number; y: number }>();
    let began = { x: 0, y: 0, at: 0 };
    let axis: Axis | null = null;
    let many = false;
    let tapping: ReturnType<typeof setTimeout> | undefined; // until it is clear that no second tap follows
    const middle = (x: number, y: number): [number, number] => {
      const box = (photo.current ?? element).getBoundingClientRect();
      return [x - box.left - box.width / 2, y - box.top - box.height / 2];
    };
    const release = (swipe: Swipe) => {
      if (axis) latest.current.letGo(swipe);
      axis = null;
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || (event.target as HTMLElement).closest("[data-selectable], button")) return;
      latest.current.hurry();
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      many = fingers.size > 1;
      if (many) release(null);
      else began = { x: event.clientX, y: event.clientY, at: event.timeStamp };
      element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const { lay, isZoomed, follow } = latest.current;
      const now = { x: event.clientX, y: event.clientY };
      if (fingers.size === 2) {
        const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1] ?? now;
        const gap = (one: { x: number; y: number }) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
        const [px, py] = middle((now.x + other.x) / 2, (now.y + other.y) / 2);
        lay((lie) => zoomed(lie, gap(now) / gap(before), px, py));
      } else if (isZoomed()) lay((lie) => ({ ...lie, x: lie.x + now.x - before.x, y: lie.y + now.y - before.y }));
      else if (!many) {
        const [dx, dy] = [now.x - began.x, now.y - began.y];
        axis ??= axisOf(dx, dy);
        if (axis) follow(axis, dx, dy);
      }
      fingers.set(event.pointerId, now);
    };
    const up = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId) || fingers.size) return;
      const [dx, dy] = [event.clientX - began.x, event.clientY - began.y];
      clearTimeout(tapping);
      if (event.type === "pointerup" && event.pointerType === "touch" && !many && !axis && event.timeStamp - began.at < TAP)
        tapping = setTimeout(() => latest.current.tap(), TAP);
      release(event.type === "pointercancel" || !axis ? null : meant(axis === "x" ? dx : 0, axis === "y" ? dy : 0, event.timeStamp - began.at));
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const [px, py] = middle(event.clientX, event.clientY);
      latest.current.lay((lie) => zoomed(lie, Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), px, py));
    };
    const twice = (event: MouseEvent) => {
      if ((event.target as HTMLElement).closest("[data-selectable], button")) return;
      clearTimeout(tapping);
      const [px, py] = middle(event.clientX, event.clientY);
      latest.current.lay((lie) => (lie.scale > 1 ? FITTED : zoomed(lie, 2.5, px, py)));
    };
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("dblclick", twice);
    return () => {
      clearTimeout(tapping);
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("dblclick", twice);
    };
  }, [room, photo]);
}

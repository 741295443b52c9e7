/** The photo itself: fitted, zoomed by wheel, pinch or double tap, moved, swiped. What is drawn over it moves along. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";

import type { Photo } from "@/api/types";
import { usePicture } from "@/photos/picture";
import { paint } from "@/photos/thumbhash";
import { useWords } from "@/words";
import { called } from "@/words/format";

import { bounded, FITTED, meant, zoomed, type Lie, type Swipe } from "./zoom";

const SHOWABLE = /^image\/(jpeg|png|webp|avif|gif)$/;
const SHARPER = 1.6; // times the fitted size from which the original is worth its way

interface Props {
  photo: Photo;
  swiped: (swipe: Swipe) => void;
  /** Zoom keys press this: hears +1 and -1. */
  zoomRef: React.RefObject<((by: number) => void) | null>;
  children: ReactNode;
}

export function Stage({ photo, swiped, zoomRef, children }: Props) {
  const say = useWords();
  const room = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [lie, setLie] = useState<Lie>(FITTED);
  const [sharp, setSharp] = useState(false);
  const [closest, setClosest] = useState(false);
  const ready = photo.stages.renditions?.state === "done";
  const thumbnail = usePicture(photo.id, "thumbnail", ready);
  const preview = usePicture(photo.id, "preview", ready);
  const original = usePicture(photo.id, "original", ready && closest && SHOWABLE.test(photo.media_type));
  const [width, height] = [photo.width ?? 4, photo.height ?? 3];

  const lay = useCallback((change: (lie: Lie) => Lie) => {
    setLie((before) => {
      const [inner, outer] = [frame.current, room.current];
      if (!inner || !outer) return before;
      return bounded(change(before), { width: inner.offsetWidth, height: inner.offsetHeight }, { width: outer.clientWidth, height: outer.clientHeight });
    });
  }, []);
  useEffect(() => setClosest((before) => before || lie.scale > SHARPER), [lie.scale]);
  useEffect(() => {
    zoomRef.current = (by) => lay((lie) => zoomed(lie, by > 0 ? 1.5 : 1 / 1.5, 0, 0));
  }, [zoomRef, lay]);
  useGestures(room, lay, () => lie.scale > 1, swiped);

  return (
    <div ref={room} className="relative grid size-full touch-none place-items-center overflow-hidden [container-type:size]">
      <div
        ref={frame}
        style={{
          width: `min(100cqw, ${width / height} * 100cqh, ${width * 1.5}px)`,
          aspectRatio: width / height,
          transform: `translate(${lie.x}px, ${lie.y}px) scale(${lie.scale})`,
          viewTransitionName: lie.scale === 1 ? "photo" : undefined,
        }}
        className={`relative select-none ${lie.scale > 1 ? "cursor-grab" : ""}`}
      >
        {photo.thumbhash && <canvas width={16} height={16} aria-hidden="true" className="absolute inset-0 size-full" ref={(canvas) => paint(canvas, photo.thumbhash)} />}
        {thumbnail.src && !sharp && <img src={thumbnail.src} alt="" className="absolute inset-0 size-full" onError={thumbnail.failed} />}
        {preview.src && <img src={preview.src} alt={called(photo)} draggable={false} onLoad={() => setSharp(true)} onError={preview.failed} className="absolute inset-0 size-full" />}
        {original.src && <img src={original.src} alt="" draggable={false} className="absolute inset-0 size-full" />}
        {!ready && (
          <p className="absolute inset-0 grid place-items-center p-6 text-center text-quiet">{say(photo.status === "failed" ? "viewer.noPicture" : "viewer.soon")}</p>
        )}
        {children}
      </div>
    </div>
  );
}

function useGestures(
  room: React.RefObject<HTMLElement | null>,
  lay: (change: (lie: Lie) => Lie) => void,
  isZoomed: () => boolean,
  swiped: (swipe: Swipe) => void,
): void {
  const latest = useRef({ isZoomed, swiped });
  useEffect(() => {
    latest.current = { isZoomed, swiped };
  });
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const fingers = new Map<number, { x: number; y: number }>();
    let began = { x: 0, y: 0, at: 0, many: false };
    const middle = (x: number, y: number): [number, number] => {
      const box = element.getBoundingClientRect();
      return [x - box.left - box.width / 2, y - box.top - box.height / 2];
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || (event.target as HTMLElement).closest("[data-selectable], button")) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (fingers.size === 1) began = { x: event.clientX, y: event.clientY, at: event.timeStamp, many: false };
      else began.many = true;
      element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      if (fingers.size === 2) {
        const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1] ?? now;
        const gap = (one: { x: number; y: number }) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
        const [px, py] = middle((now.x + other.x) / 2, (now.y + other.y) / 2);
        lay((lie) => zoomed(lie, gap(now) / gap(before), px, py));
      } else if (latest.current.isZoomed()) lay((lie) => ({ ...lie, x: lie.x + now.x - before.x, y: lie.y + now.y - before.y }));
      fingers.set(event.pointerId, now);
    };
    const up = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId) || fingers.size || began.many || latest.current.isZoomed() || event.type === "pointercancel") return;
      const swipe = meant(event.clientX - began.x, event.clientY - began.y, event.timeStamp - began.at);
      if (swipe) latest.current.swiped(swipe);
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const [px, py] = middle(event.clientX, event.clientY);
      lay((lie) => zoomed(lie, Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), px, py));
    };
    const twice = (event: MouseEvent) => {
      if ((event.target as HTMLElement).closest("[data-selectable], button")) return;
      const [px, py] = middle(event.clientX, event.clientY);
      lay((lie) => (lie.scale > 1 ? FITTED : zoomed(lie, 2.5, px, py)));
    };
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("dblclick", twice);
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("dblclick", twice);
    };
  }, [room, lay]);
}

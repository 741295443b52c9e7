/** The photo between its neighbours: fitted, zoomed by wheel, pinch or double tap, moved. It follows the finger that
 * swipes it aside or pulls it down. What is drawn over it moves along. */
import { CircleAlert } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";

import { called, isDamaged, pictured, unreadable } from "@/api/photo";
import type { Photo } from "@/api/types";
import { fadeIn, free, glide, grow, isStill, place } from "@/base/ui/motion";
import { failure, useWords } from "@/base/words";
import { isGone, usePhoto } from "@/photos/known";
import { tileElement } from "@/photos/list";
import { usePicture } from "@/photos/picture";
import { paint } from "@/photos/thumbhash";

import { useGestures } from "./gestures";
import { bounded, FITTED, zoomed, type Axis, type Lie, type Swipe } from "./zoom";

const SHOWABLE = /^image\/(jpeg|png|webp|avif|gif)$/;
const SHARPER = 1.6; // times the fitted size from which the original is worth its way
const GAP = 24; // pixels between two photos

interface Props {
  id: string;
  /** The photos beside it, as they lie on the screen. */
  left: string | undefined;
  right: string | undefined;
  /** Answers whether the photo leaves: otherwise one that was pulled returns. */
  swiped: (swipe: Swipe) => boolean;
  /** Something covers the lower part of a phone. */
  raised: boolean;
  /** Zoom keys press this: hears +1 and -1. */
  zoomRef: RefObject<((by: number) => void) | null>;
  /** The buttons around the photo. */
  chrome: ReactNode;
  /** Whether who looks may have the file itself, which is sharper than what else there is. */
  originals?: boolean;
  children: ReactNode;
}

export function Stage({ id, left, right, swiped, raised, zoomRef, chrome, originals = true, children }: Props) {
  const room = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState({ id, lie: FITTED });
  const [bare, setBare] = useState(false); // nothing but the photo
  const lie = zoom.id === id ? zoom.lie : FITTED;

  const lay = useCallback(
    (change: (lie: Lie) => Lie) => {
      setZoom((before) => {
        const [inner, outer] = [frame.current, room.current];
        if (!inner || !outer) return before;
        const next = change(before.id === id ? before.lie : FITTED);
        return { id, lie: bounded(next, { width: inner.offsetWidth, height: inner.offsetHeight }, { width: outer.clientWidth, height: outer.clientHeight }) };
      });
    },
    [id],
  );
  useEffect(() => {
    zoomRef.current = (by) => lay((lie) => zoomed(lie, by > 0 ? 1.5 : 1 / 1.5, 0, 0));
  }, [zoomRef, lay]);

  const moved = useRef<HTMLElement[]>([]);
  useLayoutEffect(() => {
    if (moved.current.length && isStill() && track.current) fadeIn(track.current);
    moved.current = [];
    return () => {
      for (const element of moved.current) {
        element.getAnimations().forEach((animation) => animation.cancel());
        free(element);
      }
    };
  }, [id]);

  // Not by a view transition: the photo would be seen two frames later.
  const opened = useRef(id);
  useEffect(() => {
    if (!ground.current || !buttons.current || !track.current) return;
    const tile = isStill() ? null : tileElement(opened.current);
    if (tile && frame.current) grow(frame.current, tile);
    else fadeIn(track.current);
    fadeIn(ground.current);
    fadeIn(buttons.current);
  }, []);

  const follow = (axis: Axis, dx: number, dy: number) => {
    if (!room.current || !ground.current || !buttons.current || !track.current || !frame.current) return;
    const still = isStill();
    if (axis === "x") {
      const share = Math.min(1, Math.abs(dx) / room.current.clientWidth);
      moved.current = [track.current];
      // Where no photo is, the finger draws heavier.
      const x = (dx < 0 ? right : left) ? dx : dx / 4;
      place(track.current, still ? { opacity: 1 - share } : { x });
    } else {
      const share = Math.min(1, Math.max(0, dy) / (room.current.clientHeight / 2));
      moved.current = [frame.current, ground.current, buttons.current];
      place(frame.current, still ? { opacity: 1 - share / 2 } : { x: dx, y: dy > 0 ? dy : dy / 4, scale: 1 - share / 3 });
      place(ground.current, { opacity: 1 - share });
      place(buttons.current, { opacity: 1 - Math.min(1, 3 * share) });
    }
  };
  const letGo = (swipe: Swipe) => {
    const away = swipe === "next" ? right && -1 : swipe === "previous" ? left && 1 : undefined;
    // Upwards or down. Closed, it returns to its tile from where it was let go.
    if ((swipe === "close" || swipe === "info") && swiped(swipe)) return;
    if (away && isStill()) return void swiped(swipe);
    if (away && track.current && room.current) {
      glide(track.current, { x: away * (room.current.clientWidth + GAP) }).onfinish = () => void swiped(swipe);
      return;
    }
    for (const element of moved.current) glide(element, {}).onfinish = () => free(element);
  };
  const hurry = () => track.current?.getAnimations().forEach((animation) => animation.finish());
  useGestures(room, track, { tap: () => setBare(!bare), lay, isZoomed: () => lie.scale > 1, hurry, follow, letGo });

  return (
    <div ref={room} className="relative size-full touch-none overflow-hidden [container-type:size]">
      <div ref={ground} className="absolute inset-0 bg-stage" />
      <div className={`absolute inset-0 transition-[translate] duration-200 ease-out ${raised ? "phone:-translate-y-[30dvh]" : ""}`}>
        <div ref={track} className="absolute inset-0">
          {left && <Slide key={left} id={left} at={-1} />}
          <Slide key={id} id={id} at={0} lie={lie} frame={frame} originals={originals}>
            {children}
          </Slide>
          {right && <Slide key={right} id={right} at={1} />}
        </div>
      </div>
      <div ref={buttons} className={`pointer-events-none absolute inset-0 ${bare ? "invisible" : "[&_button]:pointer-events-auto"}`}>
        {chrome}
      </div>
    </div>
  );
}

interface SlideProps {
  id: string;
  at: -1 | 0 | 1;
  lie?: Lie;
  frame?: RefObject<HTMLDivElement | null>;
  originals?: boolean;
  children?: ReactNode;
}

function Slide({ id, at, lie = FITTED, frame, originals = false, children }: SlideProps) {
  const say = useWords();
  const photo = usePhoto(id);
  const [sharp, setSharp] = useState(false);
  const [closest, setClosest] = useState(false);
  const here = at === 0;
  const ready = pictured(photo);
  const thumbnail = usePicture(id, "thumbnail", ready);
  const preview = usePicture(id, "preview", ready);
  const original = usePicture(id, "original", originals && ready && here && closest && !isDamaged(photo) && SHOWABLE.test(photo.media_type));
  useEffect(() => setClosest((before) => before || lie.scale > SHARPER), [lie.scale]);
  if (!photo || isGone(id)) return null;
  const [width, height] = [photo.width ?? 4, photo.height ?? 3];

  return (
    <div aria-hidden={!here} style={{ transform: `translateX(calc(${at * 100}% + ${at * GAP}px))` }} className="absolute inset-0 grid place-items-center">
      <div
        ref={frame}
        style={{
          ...(ready && { width: `min(100cqw, ${width / height} * 100cqh, ${width * 1.5}px)`, aspectRatio: width / height }),
          transform: `translate(${lie.x}px, ${lie.y}px) scale(${lie.scale})`,
          viewTransitionName: here && lie.scale === 1 ? "photo" : undefined,
          ...{ "--zoom": lie.scale },
        }}
        className={`relative select-none ${lie.scale > 1 ? "cursor-grab" : ""}`}
      >
        {photo.thumbhash && <canvas width={16} height={16} aria-hidden="true" className="absolute inset-0 size-full" ref={(canvas) => paint(canvas, photo.thumbhash)} />}
        {thumbnail.src && !sharp && <img src={thumbnail.src} alt="" draggable={false} className="absolute inset-0 size-full" onError={thumbnail.failed} />}
        {preview.src && (
          <img
            src={preview.src}
            alt={here ? called(photo) : ""}
            fetchPriority={here ? "auto" : "low"}
            draggable={false}
            onLoad={() => setSharp(true)}
            onError={preview.failed}
            className="absolute inset-0 size-full"
          />
        )}
        {original.src && <img src={original.src} alt="" draggable={false} className="absolute inset-0 size-full" />}
        {!ready && (unreadable(photo) ? <Unreadable photo={photo} /> : <p className="p-8 text-quiet">{say("viewer.soon")}</p>)}
        {children}
      </div>
    </div>
  );
}

function Unreadable({ photo }: { photo: Photo }) {
  const say = useWords();
  return (
    <div className="grid w-[min(100cqw,26rem)] justify-items-center gap-2 p-8 text-center [overflow-wrap:anywhere] text-quiet">
      <CircleAlert size={28} aria-hidden="true" className="text-loss" />
      <bdi className="text-ink">{photo.file_name}</bdi>
      <p dir="auto">{failure(photo.stages?.renditions ?? {})}</p>
      {!isDamaged(photo) && <p>{say("viewer.noPicture")}</p>}
    </div>
  );
}

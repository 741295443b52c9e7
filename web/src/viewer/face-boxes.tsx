/** The boxes around faces, drawn, moved and resized: by mouse, by finger, by keys. What a hand lets go of is one act; what
 * keys have moved is one when Enter is pressed. */
import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type PointerEvent } from "react";
import { create } from "zustand";

import type { Face, Photo } from "@/api/types";
import { useWords } from "@/base/words";
import { draw, erase, move } from "@/faces/acts";

import { between, boxOf, grownBy, isLargeEnough, MIDDLE, movedBy, type At, type Box } from "./box";

const NEW = ""; // the id of one that is not kept yet
const KEYS = "keys-of-boxes"; // the element that tells them
const STEP = 0.01; // of a side, a press of a key
const CORNERS = [0, 1, 2, 3].map((corner) => [corner % 2 ? 2 : 0, corner > 1 ? 3 : 1] as const); // places in a box

interface Boxes {
  /** Whether they can be drawn and moved. */
  on: boolean;
  chosen: string | null;
  /** What a hand or keys have made of one, and is not kept yet. */
  sketch: { id: string; box: Box } | null;
}

const NONE: Boxes = { on: false, chosen: null, sketch: null };
export const useBoxes = create<Boxes>()(() => NONE);
export const startBoxes = () => useBoxes.setState({ ...NONE, on: true });
export const endBoxes = () => useBoxes.setState(NONE);
export const chooseBox = (chosen: string | null) => useBoxes.setState({ chosen, sketch: null });
export const newBox = () => useBoxes.setState({ chosen: null, sketch: { id: NEW, box: MIDDLE } });

export async function keepBox(photo: string): Promise<void> {
  const { sketch } = useBoxes.getState();
  if (!sketch) return;
  const told = await (sketch.id === NEW ? draw(photo, sketch.box) : move(photo, sketch.id, sketch.box));
  if (useBoxes.getState().sketch === sketch) chooseBox(told?.face?.id ?? (sketch.id || null));
}

export async function eraseBox(photo: string, face: string): Promise<void> {
  chooseBox(null);
  if (face !== NEW) await erase(photo, face);
}

/** What a pointer has hold of: `to` says what becomes of the box where it is then. */
interface Hold {
  pointer: number;
  id: string;
  to: (at: At) => Box;
  moved: boolean;
}

export function FaceBoxes({ photo, faces }: { photo: Photo; faces: readonly Face[] }) {
  const say = useWords();
  const { chosen, sketch } = useBoxes();
  const layer = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold | null>(null);
  const boxes = [...faces.map(({ id, box, name }) => ({ id, name, box: sketch?.id === id ? sketch.box : boxOf(box) })), ...(sketch?.id === NEW ? [{ ...sketch, name: null }] : [])];

  const at = ({ clientX, clientY }: PointerEvent): At => {
    const { left, top, width, height } = (layer.current as HTMLDivElement).getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || hold.current) return;
    const target = event.target as HTMLElement;
    const [id = NEW, corner] = [target.closest<HTMLElement>("[data-face]")?.dataset.face, target.closest<HTMLElement>("[data-corner]")?.dataset.corner];
    const box = target.closest("[data-face]") ? boxes.find((each) => each.id === id)?.box : undefined;
    const from = at(event);
    const held = corner === undefined ? undefined : CORNERS[3 - Number(corner)]; // the opposite one stays
    const to = !box
      ? (now: At) => between(from, now)
      : held
        ? (now: At) => between([box[held[0]], box[held[1]]], now)
        : ([x, y]: At) => movedBy(box, x - from[0], y - from[1]);
    hold.current = { pointer: event.pointerId, id, to, moved: false };
    layer.current?.setPointerCapture(event.pointerId);
  };
  const moving = (event: PointerEvent) => {
    const held = hold.current;
    if (held?.pointer !== event.pointerId) return;
    held.moved = true;
    useBoxes.setState({ chosen: held.id || null, sketch: { id: held.id, box: held.to(at(event)) } });
  };
  const up = (event: PointerEvent) => {
    const held = hold.current;
    if (held?.pointer !== event.pointerId) return;
    hold.current = null;
    const box = useBoxes.getState().sketch?.box;
    if (event.type === "pointerup" && held.moved && box && isLargeEnough(box)) void keepBox(photo.id);
    else chooseBox(held.id || null);
  };

  return (
    <div
      ref={layer}
      data-selectable // the stage's gestures leave it alone
      role="group"
      aria-label={say("boxes.label")}
      onPointerDown={down}
      onPointerMove={moving}
      onPointerUp={up}
      onPointerCancel={up}
      className="absolute inset-0 cursor-crosshair touch-none select-none"
    >
      <p id={KEYS} hidden>
        {say("boxes.keys")}
      </p>
      {boxes.map(({ id, name, box }) => (
        <One key={id} id={id} box={box} name={name || say(id === NEW ? "boxes.new" : "people.nobody")} photo={photo.id} chosen={chosen === id || id === NEW} />
      ))}
    </div>
  );
}

interface OneProps {
  id: string;
  box: Box;
  name: string;
  photo: string;
  chosen: boolean;
}

function One({ id, box, name, photo, chosen }: OneProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (id === NEW && document.activeElement?.closest("[data-new-box]")) element.current?.focus();
  }, [id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { sketch } = useBoxes.getState();
    const by = (x: number, y: number) => () =>
      useBoxes.setState({ chosen: id || null, sketch: { id, box: (event.shiftKey ? grownBy : movedBy)(box, x * STEP, y * STEP) } });
    const acts: Record<string, () => void> = {
      ArrowLeft: by(-1, 0),
      ArrowRight: by(1, 0),
      ArrowUp: by(0, -1),
      ArrowDown: by(0, 1),
      Enter: () => (sketch ? void keepBox(photo) : chooseBox(id)),
      Delete: () => void eraseBox(photo, id),
      ...(sketch && { Escape: () => chooseBox(sketch.id || null) }),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]?.();
  };
  const [left, top, right, bottom] = box;
  const style: CSSProperties = { left: `${left * 100}%`, top: `${top * 100}%`, width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%` };
  return (
    <div
      ref={element}
      data-face={id}
      role="button"
      tabIndex={0}
      aria-label={name}
      aria-pressed={chosen}
      aria-describedby={KEYS}
      onKeyDown={onKeyDown}
      style={style}
      className={`absolute cursor-move rounded-md outline-2 -outline-offset-2 focus-visible:outline-4 ${chosen ? "z-10 outline-[#f6bd3d] shadow-[0_0_0_200vmax_rgb(0_0_0/0.35)]" : "shadow-[0_0_0_1px_rgb(0_0_0/0.5)] outline-[#f4f2ee]"}`}
    >
      {chosen &&
        CORNERS.map(([x, y], corner) => (
          <span
            key={corner}
            data-corner={corner}
            // As large for a finger as ever when the photo is nearer.
            style={{ transform: "translate(-50%, -50%) scale(calc(1 / var(--zoom, 1)))" }}
            className={`absolute grid size-9 place-items-center ${x ? "left-full" : "left-0"} ${y === 3 ? "top-full" : "top-0"} ${(x === 0) === (y === 1) ? "cursor-nwse-resize" : "cursor-nesw-resize"}`}
          >
            <span className="size-3 rounded-full bg-[#f6bd3d] ring-2 ring-[#17181c]" />
          </span>
        ))}
    </div>
  );
}

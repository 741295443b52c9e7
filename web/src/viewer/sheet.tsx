/** What is known of the photo: beside it on a desk; on a phone over it, with a grip that is pulled down to close it. */
import { useRef, type PointerEvent, type ReactNode } from "react";

import { glide, isStill, place } from "@/base/ui/motion";

import { meant } from "./zoom";

interface Props {
  label: string;
  close: () => void;
  children: ReactNode;
}

export function Sheet({ label, close, children }: Props) {
  const sheet = useRef<HTMLElement>(null);
  const began = useRef<{ y: number; at: number } | null>(null);
  const down = (event: PointerEvent) => {
    began.current = { y: event.clientY, at: event.timeStamp };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (!began.current || !sheet.current || isStill()) return;
    place(sheet.current, { y: Math.max(0, event.clientY - began.current.y) });
  };
  const up = (event: PointerEvent) => {
    if (!began.current || !sheet.current) return;
    const swipe = meant(0, event.clientY - began.current.y, event.timeStamp - began.current.at);
    began.current = null;
    const closes = swipe === "close" && event.type === "pointerup";
    if (closes) glide(sheet.current, isStill() ? { opacity: 0 } : { y: sheet.current.offsetHeight }).onfinish = close;
    else glide(sheet.current, {});
  };
  return (
    <aside
      ref={sheet}
      aria-label={label}
      className="rise z-1 overflow-y-auto overscroll-contain bg-ground phone:absolute phone:inset-x-0 phone:bottom-0 phone:max-h-[62dvh] phone:rounded-t-3xl phone:shadow-[0_-4px_28px_rgb(0_0_0/0.25)] desk:w-[23rem]"
    >
      {/* Who cannot pull has the button beside the title. */}
      <div
        data-grip
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        className="sticky top-0 z-1 grid h-7 touch-none place-items-center bg-ground desk:hidden"
      >
        <span className="h-1 w-10 rounded-full bg-line" />
      </div>
      {children}
    </aside>
  );
}

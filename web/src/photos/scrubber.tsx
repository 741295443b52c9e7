/** The years at the edge of the page: one pull leads through the whole library. */
import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

import { useWords } from "@/base/words";

import { lineAt, type Line, type Section } from "./layout";
import { marks } from "./marks";

interface Props {
  sections: readonly Section[];
  lines: readonly Line[];
  margin: number;
  named: (section: Section) => string;
}

export const Scrubber = memo(function Scrubber({ sections, lines, margin, named }: Props) {
  const say = useWords();
  const track = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  const [moving, setMoving] = useState(false);
  const [offset, setOffset] = useState(0);
  const last = lines.at(-1);
  const whole = last ? last.top + last.height : 0;
  const range = Math.max(1, whole + margin - (typeof innerHeight === "number" ? innerHeight : 0));
  const tops = useMemo(() => {
    const found: number[] = [];
    for (const line of lines) {
      if (line.kind === "head") for (const { section } of line.names) found[section] ??= line.top;
      else found[line.section] ??= line.top;
    }
    return found;
  }, [lines]);
  const years = useMemo(() => marks(sections.map(({ key }) => key), tops, whole), [sections, tops, whole]);

  useEffect(() => {
    let rest: ReturnType<typeof setTimeout>;
    const note = () => {
      setOffset(scrollY);
      setMoving(true);
      clearTimeout(rest);
      rest = setTimeout(() => setMoving(false), 1200);
    };
    setOffset(scrollY);
    addEventListener("scroll", note, { passive: true });
    return () => {
      clearTimeout(rest);
      removeEventListener("scroll", note);
    };
  }, []);

  if (whole < innerHeight * 1.5 || sections.length < 2) return null;
  const share = Math.min(1, offset / range);
  // What lies beside the hand, which is as far down the screen as the screen is down the page.
  const at = lines[lineAt(lines, Math.max(0, offset - margin + 60 + share * (innerHeight - 120)))]?.section ?? 0;
  const section = sections[at];
  const name = section ? named(section) : "";
  const go = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (box) scrollTo({ top: Math.min(1, Math.max(0, (event.clientY - box.top) / box.height)) * range, behavior: "instant" });
  };
  const to = (section: number) => {
    const bounded = Math.min(sections.length - 1, Math.max(0, section));
    scrollTo({ top: (tops[bounded] ?? 0) + margin - 60, behavior: "instant" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowUp: at - 1, ArrowDown: at + 1, PageUp: at - 12, PageDown: at + 12, Home: 0, End: sections.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    to(target);
  };

  return (
    <div
      className={`group fixed end-0 top-[max(4.5rem,env(safe-area-inset-top))] bottom-[calc(var(--bar)+1.5rem)] z-20 w-9 phone:bottom-[calc(var(--bar)+6rem)] touch-none select-none transition-opacity duration-200 desk:w-14 ${held || moving ? "opacity-100" : "opacity-0 hover:opacity-100 focus-within:opacity-100 desk:opacity-60"} ${moving || held ? "" : "[@media(hover:none)]:pointer-events-none"}`}
    >
      <div
        ref={track}
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={say("scrub.label")}
        aria-valuemin={1}
        aria-valuemax={sections.length}
        aria-valuenow={at + 1}
        aria-valuetext={name}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setHeld(true);
          go(event);
        }}
        onPointerMove={(event) => held && go(event)}
        onPointerUp={() => setHeld(false)}
        onPointerCancel={() => setHeld(false)}
        className="absolute inset-0 cursor-ns-resize"
      >
        {years.map(({ year, share }) => (
          <span
            key={year}
            style={{ top: `${share * 100}%` }}
            className="absolute end-3 -translate-y-1/2 rounded bg-ground/80 px-1 text-xs desk:end-4 text-quiet tabular-nums opacity-0 group-hover:opacity-100 desk:opacity-100"
          >
            {year}
          </span>
        ))}
        <span style={{ top: `${share * 100}%` }} className="absolute end-1 h-9 w-1.5 -translate-y-1/2 rounded-full bg-sun desk:end-0 desk:h-0.5 desk:w-3.5" />
        {(held || moving) && name && (
          <span
            style={{ top: `${share * 100}%` }}
            className="pointer-events-none absolute end-10 -translate-y-1/2 rounded-full bg-raised px-3 py-1 text-sm font-semibold whitespace-nowrap shadow-md"
          >
            {name}
          </span>
        )}
      </div>
    </div>
  );
});

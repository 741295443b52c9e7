/** Sections of photos in justified rows; only what is near the screen stands in the page. */
import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";

import { writes } from "@/base/keys";
import { useOpened } from "@/base/route";

import { useDragChoice } from "./drag";
import { useGridKeys } from "./keys";
import { useLaying, type Lay } from "./lay";
import { lineAt, lines as layOut, rowHeightFor, type Line, type Section } from "./layout";
import { setList, useList } from "./list";
import { Rows } from "./rows";
import { Scrubber } from "./scrubber";
import { chooseAll, extend, toggle } from "./selection";

interface Props {
  label: string;
  sections: readonly Section[];
  /** The heading of a section, and its height in pixels; none without. */
  heading?: { height: number; of: (section: Section, day: string | null) => ReactNode };
  /** What stands under a photo, in a room of this height. */
  caption?: { height: number; of: (id: string) => ReactNode };
  /** Hears which sections are in sight or near it. */
  want?: (keys: readonly string[]) => void;
  /** The words of a section on the scrubber; without, there is none. */
  scrub?: (section: Section) => string;
  /** Hears where a photo was laid by hand; without, drawing over photos chooses them. */
  lay?: Lay;
}

export function Grid({ label, sections: known, heading, caption, want, scrub, lay }: Props) {
  // Many photos come into the page at once, from the gateway or by scrolling: put there in slices, between which the
  // page hears its reader.
  const sections = useDeferredValue(known);
  const box = useRef<HTMLDivElement>(null);
  const { width, margin } = useBox(box);
  const target = rowHeightFor(width);
  const all = useMemo(
    () => (width ? layOut(sections, width, target, heading?.height ?? 0, caption?.height ?? 0) : []),
    [sections, width, target, heading?.height, caption?.height],
  );
  const ids = useMemo(() => sections.flatMap(({ tiles }) => tiles?.map(({ id }) => id) ?? []), [sections]);
  useEffect(() => setList(ids), [ids]);

  const last = all.at(-1);
  useAnchor(all, margin);

  const [opened, open] = useOpened();
  useFollow(opened, all, margin);
  const choose = useCallback((id: string, range: boolean) => (range ? extend(useList.getState().ids, id) : toggle(id)), []);
  const scrollTo = useCallback((line: Line) => bring(line, margin), [margin]);
  const { current, onKeyDown, onFocus } = useGridKeys(all, ids, scrollTo);
  useDragChoice(box, ids, !lay);
  useLaying(box, ids, lay);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "a" || writes(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      chooseAll(ids);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [ids]);

  return (
    // The keys work on the links inside; the group only hears them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={box} role="group" aria-label={label} onKeyDown={onKeyDown} onFocus={onFocus} className={`relative ${scrub ? "desk:me-14" : ""}`}>
      <div style={{ height: last ? last.top + last.height : 0 }} className="relative">
        <Rows all={all} sections={sections} margin={margin} target={target} reachable={current ?? ids[0]} heading={heading?.of} caption={caption?.of} want={want} open={open} choose={choose} />
      </div>
      {scrub && <Scrubber sections={sections} lines={all} margin={margin} named={scrub} />}
    </div>
  );
}

/** How wide the list is, and how far below the top of the page it begins. */
function useBox(box: React.RefObject<HTMLElement | null>): { width: number; margin: number } {
  const [found, setFound] = useState({ width: 0, margin: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const next = { width: element.clientWidth, margin: Math.round(element.getBoundingClientRect().top + scrollY) };
      setFound((before) => (before.width === next.width && before.margin === next.margin ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [box]);
  return found;
}

/** What is under the eye stays there when photos come, go, or turn out to be of another height than was guessed. */
function useAnchor(all: readonly Line[], margin: number): void {
  const anchor = useRef<{ id: string | null; section: string; delta: number } | null>(null);
  // As the last scroll left it: to ask for it in the middle of a change would have the page laid out there and then.
  const scrolled = useRef(0);
  const note = useCallback(() => {
    const offset = scrolled.current - margin;
    const line = all[lineAt(all, Math.max(0, offset))];
    anchor.current = !line || offset <= 0 ? null : { ...nameOf(line), delta: offset - line.top };
  }, [all, margin]);

  useLayoutEffect(() => {
    const before = anchor.current;
    if (before) {
      const line =
        all.find((line) => before.id !== null && line.kind === "row" && line.row.tiles.some(({ id }) => id === before.id)) ??
        all.find((line) => line.kind !== "head" && nameOf(line).section === before.section);
      if (line) {
        const top = margin + line.top + Math.min(before.delta, line.height);
        if (Math.abs(top - scrolled.current) > 1) {
          scrollTo({ top, behavior: "instant" });
          scrolled.current = scrollY;
        }
      }
    }
    note();
    const onScroll = () => {
      scrolled.current = scrollY;
      note();
    };
    addEventListener("scroll", onScroll, { passive: true });
    return () => removeEventListener("scroll", onScroll);
  }, [all, margin, note]);
}

function nameOf(line: Line): { id: string | null; section: string } {
  const section = line.kind === "row" ? "" : line.key.replace(/-([\d-]*head|gap)$/, "");
  return { id: line.kind === "row" ? (line.row.tiles[0]?.id ?? null) : null, section };
}

/** The photo that is looked at lies in sight under the viewer, so that closing leads to its place. */
function useFollow(opened: string | null, all: readonly Line[], margin: number): void {
  useEffect(() => {
    const line = opened && all.find((line) => line.kind === "row" && line.row.tiles.some(({ id }) => id === opened));
    if (!line) return;
    const top = margin + line.top - scrollY;
    if (top + line.height < 0 || top > innerHeight) bring(line, margin);
  }, [opened, all, margin]);
}

function bring(line: Line, margin: number): void {
  const top = margin + line.top;
  if (top < scrollY + 80) scrollTo({ top: top - 80, behavior: "instant" });
  else if (top + line.height > scrollY + innerHeight - 80) scrollTo({ top: top + line.height - innerHeight + 90, behavior: "instant" });
}

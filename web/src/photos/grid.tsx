/** Sections of photos in justified rows; only what is near the screen stands in the page. */
import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";

import { useOpened } from "@/app/route";

import { useDragChoice } from "./drag";
import { useGridKeys } from "./keys";
import { lineAt, lines as layOut, rowHeightFor, type Line, type Section } from "./layout";
import { setList, useList } from "./list";
import { Scrubber } from "./scrubber";
import { extend, toggle } from "./selection";
import { TileView } from "./tile";

interface Props {
  label: string;
  sections: readonly Section[];
  /** The heading of a section, and its height in pixels; none without. */
  heading?: { height: number; of: (section: Section) => ReactNode };
  /** What stands under a photo, in a room of this height. */
  caption?: { height: number; of: (id: string) => ReactNode };
  /** Hears which sections are in sight or near it. */
  want?: (keys: readonly string[]) => void;
  /** The words of a section on the scrubber; without, there is none. */
  scrub?: (section: Section) => string;
}

const FIRST = 3; // lines from the top: a heading and two rows

export function Grid({ label, sections: known, heading, caption, want, scrub }: Props) {
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
  const virtual = useWindowVirtualizer({
    count: all.length,
    estimateSize: useCallback((index: number) => all[index]?.height ?? 0, [all]),
    getItemKey: useCallback((index: number) => all[index]?.key ?? index, [all]),
    overscan: useOverscan(),
    scrollMargin: margin,
    useFlushSync: false,
  });
  useAnchor(all, margin);

  const begun = useRef(false);
  const items = useGradually(virtual.getVirtualItems(), virtual.range);
  const [first, end] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    if (!want || !all.length) return;
    const from = all[first]?.section ?? 0;
    const to = all[end]?.section ?? from;
    const keys = sections.slice(from, to + 2).map(({ key }) => key);
    // A little later, but for the first of all: a section that is only flown over is never asked for. What comes next
    // does not take the way from the pictures that are to be seen now.
    const timers = [
      setTimeout(() => want(keys.slice(0, to - from + 1)), begun.current ? 80 : 0),
      setTimeout(() => want(keys), 500),
    ];
    begun.current = true;
    return () => timers.forEach(clearTimeout);
  }, [want, all, sections, first, end]);

  const [, open] = useOpened();
  const choose = useCallback((id: string, range: boolean) => (range ? extend(useList.getState().ids, id) : toggle(id)), []);
  const scrollTo = useCallback((line: Line) => bring(line, margin), [margin]);
  const { current, onKeyDown, onFocus } = useGridKeys(all, ids, scrollTo);
  useDragChoice(box, ids);

  return (
    // The keys work on the links inside; the group only hears them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={box} role="group" aria-label={label} onKeyDown={onKeyDown} onFocus={onFocus} className={`relative ${scrub ? "desk:me-14" : ""}`}>
      <div style={{ height: last ? last.top + last.height : 0 }} className="relative">
        {items.map((item) => {
          const line = all[item.index];
          const section = line && sections[line.section];
          if (!line || !section) return null;
          return (
            <div key={item.key} style={{ transform: `translateY(${line.top}px)`, height: line.height }} className="absolute inset-x-0 top-0 flex gap-[3px]">
              {line.kind === "head" && heading?.of(section)}
              {line.kind === "gap" && <Gap target={target} />}
              {line.kind === "row" &&
                line.row.tiles.map(({ id }, index) => {
                  const width = line.row.widths[index] ?? 0;
                  const reachable = current ? current === id : id === ids[0];
                  const tile = <TileView key={id} id={id} width={width} height={line.row.height} reachable={reachable} first={item.index < FIRST} open={open} choose={choose} />;
                  if (!caption) return tile;
                  return (
                    <div key={id} style={{ width }} className="shrink-0">
                      {tile}
                      {caption.of(id)}
                    </div>
                  );
                })}
            </div>
          );
        })}
      </div>
      {scrub && <Scrubber sections={sections} lines={all} margin={margin} named={scrub} />}
    </div>
  );
}

/** Rows beyond the screen that stand in the page: at first hardly any, whose pictures would come in the way of those
 * that are seen. */
function useOverscan(): number {
  const [rows, setRows] = useState(1);
  useEffect(() => {
    const timer = setTimeout(() => setRows(6), 1500);
    return () => clearTimeout(timer);
  }, []);
  return rows;
}

/** Of the rows that should stand in the page those that do: with every frame one more, those in sight first and from
 * the top, as one reads. A screen of photos that came at once would keep the page from its reader for longer than a
 * frame. */
function useGradually(wanted: VirtualItem[], sight: { startIndex: number; endIndex: number } | null): VirtualItem[] {
  const [standing, setStanding] = useState<ReadonlySet<VirtualItem["key"]>>(new Set());
  const [top, bottom] = [sight?.startIndex ?? 0, sight?.endIndex ?? 0];
  useEffect(() => {
    const away = ({ index }: VirtualItem) => Math.max(top - index, index - bottom, 0);
    const [next] = wanted.filter(({ key }) => !standing.has(key)).sort((a, b) => away(a) - away(b) || a.index - b.index);
    if (!next) return;
    const frame = requestAnimationFrame(() => {
      const kept = wanted.filter(({ key }) => standing.has(key));
      setStanding(new Set([...kept, next].map(({ key }) => key)));
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, standing, top, bottom]);
  return useDeferredValue(wanted.filter(({ key }) => standing.has(key)));
}

/** Photos that are on their way: rows of the room that they will take. */
function Gap({ target }: { target: number }) {
  const row = `repeating-linear-gradient(to bottom, var(--wash) 0 ${target}px, transparent ${target}px ${target + 3}px)`;
  return <div className="h-full w-full" style={{ background: row }} />;
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
  const section = line.kind === "row" ? "" : line.key.replace(/-(head|gap)$/, "");
  return { id: line.kind === "row" ? (line.row.tiles[0]?.id ?? null) : null, section };
}

function bring(line: Line, margin: number): void {
  const top = margin + line.top;
  if (top < scrollY + 80) scrollTo({ top: top - 80, behavior: "instant" });
  else if (top + line.height > scrollY + innerHeight - 80) scrollTo({ top: top + line.height - innerHeight + 90, behavior: "instant" });
}

/** The lines of a list that are near the screen. Scrolling comes as far as here: what the list is made of is not asked. */
import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { memo, useCallback, useDeferredValue, useEffect, useRef, useState, type ReactNode } from "react";

import type { Line, Section } from "./layout";
import { TileView } from "./tile";

interface Props {
  all: readonly Line[];
  sections: readonly Section[];
  margin: number;
  target: number;
  /** The photo that Tab leads to. */
  reachable: string | undefined;
  heading: ((section: Section, day: string | null) => ReactNode) | undefined;
  caption: ((id: string) => ReactNode) | undefined;
  want: ((keys: readonly string[]) => void) | undefined;
  open: (id: string) => void;
  choose: (id: string, range: boolean) => void;
}

const FIRST = 3; // lines from the top: a heading and two rows

export const Rows = memo(function Rows({ all, sections, margin, target, reachable, heading, caption, want, open, choose }: Props) {
  const virtual = useWindowVirtualizer({
    count: all.length,
    estimateSize: useCallback((index: number) => all[index]?.height ?? 0, [all]),
    getItemKey: useCallback((index: number) => all[index]?.key ?? index, [all]),
    overscan: useOverscan(),
    scrollMargin: margin,
    useFlushSync: false,
  });
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

  return items.map(({ index, key }) => {
    const line = all[index];
    return line && <Row key={key} line={line} sections={sections} first={index < FIRST} {...{ target, reachable, heading, caption, open, choose }} />;
  });
});

interface RowProps extends Pick<Props, "target" | "reachable" | "heading" | "caption" | "open" | "choose"> {
  line: Line;
  sections: readonly Section[];
  first: boolean;
}

const Row = memo(function Row({ line, sections, first, target, reachable, heading, caption, open, choose }: RowProps) {
  return (
    <div style={{ transform: `translateY(${line.top}px)`, height: line.height }} className="absolute inset-x-0 top-0 flex gap-[3px]">
      {line.kind === "head" &&
        line.names.map(({ section, day, left, width }) => {
          const one = sections[section];
          return (
            <div key={day ?? section} style={{ insetInlineStart: left, width }} className="absolute inset-y-0">
              {one && heading?.(one, day)}
            </div>
          );
        })}
      {line.kind === "gap" && <Gap target={target} />}
      {line.kind === "row" &&
        line.row.tiles.map(({ id }, index) => {
          const width = line.row.widths[index] ?? 0;
          const left = line.row.lefts?.[index];
          const tile = <TileView key={id} id={id} width={width} height={line.row.height} reachable={reachable === id} first={first} open={open} choose={choose} />;
          if (left === undefined && !caption) return tile;
          return (
            <div key={id} style={{ width, insetInlineStart: left }} className={left === undefined ? "shrink-0" : "absolute top-0"}>
              {tile}
              {caption?.(id)}
            </div>
          );
        })}
    </div>
  );
});

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

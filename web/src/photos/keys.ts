/** Walking through a list of photos by keys. */
import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";

import { change } from "./actions";
import { get } from "./known";
import type { Line } from "./layout";
import { clearSelection, extend, toggle, useSelection } from "./selection";

type RowLine = Extract<Line, { kind: "row" }>;

/** The photo one step from here: sideways in reading order, up and down to the one that lies nearest. */
export function step(all: readonly Line[], from: string, key: string): { id: string; line: RowLine } | null {
  const rows = all.filter((line): line is RowLine => line.kind === "row");
  const at = rows.findIndex(({ row }) => row.tiles.some(({ id }) => id === from));
  const here = rows[at];
  if (!here) return null;
  const column = here.row.tiles.findIndex(({ id }) => id === from);
  const found = (line: RowLine | undefined, index: number) => {
    const tile = line?.row.tiles.at(index);
    return line && tile ? { id: tile.id, line } : null;
  };
  if (key === "Home") return found(rows[0], 0);
  if (key === "End") return found(rows.at(-1), -1);
  if (key === "ArrowRight") return column + 1 < here.row.tiles.length ? found(here, column + 1) : found(rows[at + 1], 0);
  if (key === "ArrowLeft") return column > 0 ? found(here, column - 1) : at > 0 ? found(rows[at - 1], -1) : null;
  const middle = (line: RowLine, index: number) =>
    line.row.widths.slice(0, index).reduce((sum, width) => sum + width, 0) + (line.row.widths[index] ?? 0) / 2;
  const next = key === "ArrowDown" ? rows[at + 1] : key === "ArrowUp" ? rows[at - 1] : undefined;
  if (!next) return null;
  const x = middle(here, column);
  const distances = next.row.tiles.map((_, index) => Math.abs(middle(next, index) - x));
  return found(next, distances.indexOf(Math.min(...distances)));
}

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

export function useGridKeys(all: readonly Line[], ids: readonly string[], bring: (line: Line) => void) {
  const [current, setCurrent] = useState<string | null>(null);
  const focusing = useRef<string | null>(null);

  // The tile may come into the page only after the scroll that leads to it.
  useEffect(() => {
    if (!focusing.current) return;
    let tries = 0;
    const focus = () => {
      const tile = document.querySelector<HTMLElement>(`a[data-id="${CSS.escape(focusing.current ?? "")}"]`);
      if (tile) tile.focus({ preventScroll: true });
      else if (tries++ < 10) return void requestAnimationFrame(focus);
      focusing.current = null;
    };
    focus();
  }, [current]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const from = (event.target as HTMLElement).dataset.id;
      if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === " " || event.key === "x") {
        event.preventDefault();
        return toggle(from);
      }
      const photo = event.key === "f" && get(from);
      if (photo && photo.own) return void change([from], { kind: "favourite", favourite: !photo.favourite });
      if (event.key === "Escape" && useSelection.getState().chosen.size) return clearSelection();
      if (!KEYS.includes(event.key)) return;
      const key = document.documentElement.dir === "rtl" ? mirrored(event.key) : event.key;
      const to = step(all, from, key);
      event.preventDefault();
      if (!to) return;
      if (event.shiftKey) {
        if (!useSelection.getState().chosen.size) toggle(from);
        extend(ids, to.id);
      }
      bring(to.line);
      focusing.current = to.id;
      setCurrent(to.id);
    },
    [all, ids, bring],
  );
  const onFocus = useCallback((event: FocusEvent) => {
    const id = (event.target as HTMLElement).dataset.id;
    if (id) setCurrent(id);
  }, []);
  return { current: current && ids.includes(current) ? current : null, onKeyDown, onFocus };
}

const mirrored = (key: string) => ({ ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" })[key] ?? key;

/** Justified rows: every photo whole, every row as wide as the page, nothing measured from the DOM. */

import { shelve, type Place } from "./shelves";

export interface Tile {
  id: string;
  ratio: number;
  /** "2023-07-14"; where days are told apart. */
  day?: string;
}
export interface Row {
  tiles: Tile[];
  widths: number[];
  height: number;
  /** Where each begins, where they do not simply follow one another. */
  lefts?: number[];
}

export const NARROWEST = 0.5;
export const WIDEST = 3;
export const GAP = 3; // pixels between photos

export const ratioOf = (width: number | null | undefined, height: number | null | undefined) =>
  width && height ? Math.min(WIDEST, Math.max(NARROWEST, width / height)) : 4 / 3;

export const rowHeightFor = (width: number) => (width < 600 ? 124 : width < 1100 ? 190 : 230);

/** Rows about `target` pixels high; only the last may be narrower than `width`. */
export function justify(tiles: readonly Tile[], width: number, target: number): Row[] {
  const rows: Row[] = [];
  let row: Tile[] = [];
  let ratios = 0;
  const heightOf = (sum: number, count: number) => (width - GAP * (count - 1)) / sum;
  const close = (height: number) => {
    rows.push({ tiles: row, widths: row.map(({ ratio }) => ratio * height), height });
    row = [];
    ratios = 0;
  };
  for (const tile of tiles) {
    const before = row.length ? heightOf(ratios, row.length) : Infinity;
    const after = heightOf(ratios + tile.ratio, row.length + 1);
    // The photo joins unless the row would be further from the wished height with it than without.
    if (row.length && after < target && before - target < target - after) close(before);
    row.push(tile);
    ratios += tile.ratio;
    const height = heightOf(ratios, row.length);
    if (height <= target) close(height);
  }
  if (row.length) close(Math.min(target, heightOf(ratios, row.length)));
  return rows;
}

/** The height that `count` photos will about take, before they are known. */
export function guessHeight(count: number, width: number, target: number): number {
  const perRow = Math.max(1, width / (target * 1.35));
  return Math.ceil(count / perRow) * (target + GAP);
}

export interface Section {
  key: string;
  count: number;
  tiles: readonly Tile[] | null; // null: not known yet
  more?: number; // that follow and are not known yet
}
/** A name above photos: a section's, or that of a day in it. */
export interface Name {
  section: number;
  day: string | null;
  left: number;
  width: number;
}
export type Line =
  | { kind: "head"; key: string; section: number; top: number; height: number; names: Name[] }
  | { kind: "row"; key: string; section: number; top: number; height: number; row: Row; first: number }
  | { kind: "gap"; key: string; section: number; top: number; height: number };

const DAY = 28; // pixels that the name of a day takes
const LEAST = 168; // pixels: room for the name of a month, or of a day

/** Everything on the page from top to bottom. Without a `head` for sections there are no days either. `extra` is the room
 * under each row, for captions. */
export function lines(sections: readonly Section[], width: number, target: number, head: number, extra = 0): Line[] {
  const found: Line[] = [];
  let top = 0;
  const add = (line: Line) => {
    found.push(line);
    top += line.height;
  };
  const name = (section: number, names: Name[], height: number, day = "") =>
    add({ kind: "head", key: `${sections[section]?.key ?? ""}-${day}head`, section, top, height, names });
  const rows = (section: number, those: readonly Row[], first: number) => {
    for (const row of those) {
      add({ kind: "row", key: row.tiles[0]?.id ?? "", section, top, height: row.height + GAP + extra, row, first });
      first += row.tiles.length;
    }
    return first;
  };

  for (let section = 0; section < sections.length; ) {
    const { key, count, tiles, more = 0 } = sections[section] as Section;
    const short = head ? shortFrom(sections, section, width, target) : 0;
    if (short > 0) {
      // Months of which each fills less than a row.
      const those = sections.slice(section, section + short);
      const begun = section;
      for (const { places, rows: packed } of shelve(those.map(({ tiles }) => tiles ?? []), width, target, LEAST)) {
        const names = places.map(({ group, left, width }) => ({ section: begun + group, day: null, left, width }));
        const first = names[0]?.section ?? begun;
        name(first, names, head);
        rows(first, packed, 0);
      }
      section += short;
      continue;
    }
    if (head) name(section, [{ section, day: null, left: 0, width }], head);
    if (!tiles) add({ kind: "gap", key: `${key}-gap`, section, top, height: guessHeight(count, width, target) });
    else {
      let first = 0;
      const shelves = daysOf(tiles, width, target, head > 0);
      shelves.forEach((shelf, index) => {
        const isLast = more > 0 && index === shelves.length - 1; // not full: what follows belongs to it
        const names = shelf.names.map((one) => ({ ...one, section }));
        const those = isLast ? shelf.rows.slice(0, -1) : shelf.rows;
        if (names.length && those.length) name(section, names, DAY, `${names[0]?.day ?? ""}-`);
        first = rows(section, those, first);
      });
      if (more) add({ kind: "gap", key: `${key}-gap`, section, top, height: guessHeight(count - first, width, target) });
    }
    section += 1;
  }
  return found;
}

/** How many sections from this one on are known and short, if they are more than one. */
function shortFrom(sections: readonly Section[], from: number, width: number, target: number): number {
  let end = from;
  for (; end < sections.length; end++) {
    const { tiles, more = 0 } = sections[end] as Section;
    if (!tiles || more || tiles.length > SHORT || tiles.reduce((sum, { ratio }) => sum + ratio * target + GAP, 0) > width / 2) break;
  }
  return end - from > 1 ? end - from : 0;
}
const SHORT = 12; // photos, of which no half row has more

interface Days {
  names: Omit<Name, "section">[];
  rows: Row[];
}

// A month is laid out once for each width: only what changed is done again.
const done = new WeakMap<readonly Tile[], { width: number; target: number; named: boolean; days: Days[] }>();

function daysOf(tiles: readonly Tile[], width: number, target: number, named: boolean): Days[] {
  const before = done.get(tiles);
  if (before?.width === width && before.target === target && before.named === named) return before.days;
  const groups: Tile[][] = [];
  for (const tile of tiles) {
    const last = groups.at(-1);
    if (last && last[0]?.day === tile.day) last.push(tile);
    else groups.push([tile]);
  }
  const days: Days[] =
    named && groups.length > 1
      ? shelve(groups, width, target, LEAST).map(({ places, rows }) => ({ names: places.map(({ group, left, width }: Place) => ({ day: groups[group]?.[0]?.day ?? null, left, width })), rows }))
      : [{ names: [], rows: justify(tiles, width, target) }];
  done.set(tiles, { width, target, named, days });
  return days;
}

/** The first line whose bottom lies below `offset`: binary search, as there may be 20,000. */
export function lineAt(all: readonly Line[], offset: number): number {
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = all[middle];
    if (line && line.top + line.height > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

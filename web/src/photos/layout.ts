/** Justified rows: every photo whole, every row as wide as the page, nothing measured from the DOM. */

export interface Tile {
  id: string;
  ratio: number;
}
export interface Row {
  tiles: Tile[];
  widths: number[];
  height: number;
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
export type Line =
  | { kind: "head"; key: string; section: number; top: number; height: number }
  | { kind: "row"; key: string; section: number; top: number; height: number; row: Row; first: number }
  | { kind: "gap"; key: string; section: number; top: number; height: number };

/** Everything on the page from top to bottom. `extra` is the room under each row, for captions. */
export function lines(sections: readonly Section[], width: number, target: number, head: number, extra = 0): Line[] {
  const found: Line[] = [];
  let top = 0;
  const add = (line: Line) => {
    found.push(line);
    top += line.height;
  };
  sections.forEach(({ key, count, tiles, more = 0 }, section) => {
    if (head) add({ kind: "head", key: `${key}-head`, section, top, height: head });
    if (!tiles) add({ kind: "gap", key: `${key}-gap`, section, top, height: guessHeight(count, width, target) });
    else {
      let first = 0;
      const rows = rowsOf(tiles, width, target);
      for (const row of more ? rows.slice(0, -1) : rows) { // the last is not full: what follows belongs to it
        add({ kind: "row", key: row.tiles[0]?.id ?? key, section, top, height: row.height + GAP + extra, row, first });
        first += row.tiles.length;
      }
      if (more) add({ kind: "gap", key: `${key}-gap`, section, top, height: guessHeight(count - first, width, target) });
    }
  });
  return found;
}

// A month's rows are laid out once for each width: only what changed is done again.
const done = new WeakMap<readonly Tile[], { width: number; target: number; rows: Row[] }>();

function rowsOf(tiles: readonly Tile[], width: number, target: number): Row[] {
  const before = done.get(tiles);
  if (before?.width === width && before.target === target) return before.rows;
  const rows = justify(tiles, width, target);
  done.set(tiles, { width, target, rows });
  return rows;
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

/** Groups of photos, each under a name of its own, as rows: those that are short stand side by side. */
import { GAP, justify, type Row, type Tile } from "./layout";

export interface Place {
  /** Which of the groups. */
  group: number;
  left: number;
  width: number;
}
/** One above the other: the names of the groups that begin here, and their rows. */
export interface Shelf {
  places: Place[];
  rows: Row[];
}

const BETWEEN = 16; // pixels from one group to the next beside it

const wide = (tiles: readonly Tile[], height: number) => tiles.reduce((sum, { ratio }) => sum + ratio * height, 0) + GAP * (tiles.length - 1);

/** `least`: pixels that a name needs. */
export function shelve(groups: readonly (readonly Tile[])[], width: number, target: number, least: number): Shelf[] {
  const found: Shelf[] = [];
  let open: { shelf: Shelf; row: Row; end: number } | null = null;
  groups.forEach((tiles, group) => {
    const needed = Math.max(least, wide(tiles, target));
    if (needed > width) {
      open = null;
      return found.push({ places: [{ group, left: 0, width }], rows: justify(tiles, width, target) });
    }
    if (open && open.end + BETWEEN + needed > width) open = null;
    if (!open) {
      const row: Row = { tiles: [], widths: [], height: target, lefts: [] };
      open = { shelf: { places: [], rows: [row] }, row, end: -BETWEEN };
      found.push(open.shelf);
    }
    const left = open.end + BETWEEN;
    let at = left;
    for (const tile of tiles) {
      open.row.tiles.push(tile);
      open.row.widths.push(tile.ratio * target);
      open.row.lefts?.push(at);
      at += tile.ratio * target + GAP;
    }
    open.shelf.places.push({ group, left, width: needed });
    open.end = left + needed;
  });
  return found;
}

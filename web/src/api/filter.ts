/** What a list of photos is limited to, as the gateway's /photos reads it and as our own addresses carry it. */
import { query } from "./client";

const NAMES = [
  "month", "from", "to", "tag", "without_tag", "object", "several", "colour", "mood", "composition", "light", "season", "time_of_day", "kind", "camera", "place",
  "person", "album", "occasion", "box", "favourite", "archived", "rating", "trouble", "inbox", "share",
] as const;
export type FilterName = (typeof NAMES)[number];
export type Filter = Partial<Record<FilterName, string | readonly string[]>>;

export function filterOf(search: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const name of NAMES) {
    const values = search.getAll(name);
    if (values.length) filter[name] = values.length === 1 ? values[0] : values;
  }
  return filter;
}

export const asQuery = (filter: Filter, more: Record<string, string | number | null> = {}) => query({ ...filter, ...more });

/** In degrees; west is greater than east where it crosses the antimeridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export function inBox([west, south, east, north]: Box, longitude: number, latitude: number): boolean {
  const across = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  return across && latitude >= south && latitude <= north;
}

/** The first and the last day of "2023-02". */
export function daysOf(month: string): { from: string; to: string } {
  const [year, number] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year ?? 1970, number ?? 1, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, "0")}` };
}

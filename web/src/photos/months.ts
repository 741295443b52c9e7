/** The library month by month: how many there are is known at once, which ones when they come into sight. */
import { useQueries, useQuery, type Query, type QueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";

import { json, Problem } from "@/api/client";
import { asQuery, inBox, type Box, type Filter } from "@/api/filter";
import { isDated, monthOf, unreadable } from "@/api/photo";
import type { Month, Photo, Photos } from "@/api/types";
import { keptPhotos } from "@/offline/store";

import { isGone, put, useKnown, goneVersion } from "./known";
import { NARROWEST, ratioOf, type Section, type Tile } from "./layout";

const PAGE = 120; // photos: to read more at once would keep the page from its reader
const FIRST = 60; // photos: more than a screen shows

export const MONTHS = "months";
export const MONTH = "month";
const BEGINNING = "beginning";
const FRESH = 10_000; // milliseconds

interface Beginning {
  months: Map<string, Tile[]>;
  next: string | null;
}

interface Overview {
  months: Month[];
  /** The photos themselves, where they came with the overview: without the network. */
  photos: Map<string, Tile[]> | null;
}

const asked = (path: string, query: string) => (query ? `${path}?${query}` : path);

const tileOf = (photo: Photo): Tile => ({ id: photo.id, day: photo.day, ratio: unreadable(photo) ? NARROWEST : ratioOf(photo.width, photo.height) });

async function overview(filter: Filter): Promise<Overview> {
  try {
    const { months } = await json<{ months: Month[] }>(asked("/photos/months", asQuery(filter)));
    return { months, photos: null };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 0) throw error;
    return grouped((await kept(filter)).map(put));
  }
}

async function listed(filter: Filter, from: string | null = null): Promise<Photo[]> {
  const photos: Photo[] = [];
  let after = from;
  do {
    const page: Photos = await json<Photos>(`/photos?${asQuery(filter, { limit: PAGE, after })}`);
    photos.push(...page.photos.map(put));
    after = page.next;
  } while (after);
  return photos;
}

/** Of what this device keeps, only what it can tell by itself. */
async function kept(filter: Filter): Promise<Photo[]> {
  const photos = await keptPhotos();
  const names = Object.keys(filter);
  if (names.some((name) => !["favourite", "archived", "box", "from", "to"].includes(name))) return [];
  const { from = "", to = "9999-12-31" } = filter;
  const box = typeof filter.box === "string" ? (filter.box.split(",").map(Number) as unknown as Box) : null;
  return photos.filter(
    (photo) =>
      (filter.favourite ? photo.favourite : true) &&
      Boolean(photo.archived) === (filter.archived === "true") &&
      (!("from" in filter || "to" in filter) || (isDated(photo) && photo.day >= from && photo.day <= to)) &&
      (!box || Boolean(photo.location && inBox(box, photo.location.longitude, photo.location.latitude))),
  );
}

function grouped(photos: Photo[]): Overview & { photos: Map<string, Tile[]> } {
  const found = new Map<string, Tile[]>();
  for (const photo of photos) {
    const month = monthOf(photo);
    const tiles = found.get(month) ?? [];
    tiles.push(tileOf(photo));
    found.set(month, tiles);
  }
  const months = [...found].map(([month, tiles]) => ({ month, count: tiles.length }));
  return { months: months.sort((a, b) => b.month.localeCompare(a.month)), photos: found };
}

/** What came with the beginning a moment ago is not asked for again, unless something was stirred since. */
async function month(client: QueryClient, filter: Filter, of: string): Promise<Tile[]> {
  const { queryKey } = ofBeginning(filter);
  const { data, dataUpdatedAt = 0, isInvalidated } = client.getQueryState<Beginning>(queryKey) ?? {};
  const there = Date.now() - dataUpdatedAt < FRESH && !isInvalidated ? data?.months.get(of) : undefined;
  if (!there) return (await listed({ ...filter, month: of })).map(tileOf);
  const isLast = [...(data?.months.keys() ?? [])].sort()[0] === of;
  const rest = isLast && data?.next ? await listed({ ...filter, month: of }, data.next) : [];
  return [...there, ...rest.map(tileOf)];
}

const ofWhole = (filter: Filter) => ({ queryKey: [MONTHS, asQuery(filter)], queryFn: () => overview(filter) });
// The count is part of the question: a month is asked for again when it has more photos or fewer, and no other is.
const ofMonth = (filter: Filter, key: string, count: number | undefined) => ({
  queryKey: [MONTH, asQuery(filter), key, count],
  queryFn: ({ client }: { client: QueryClient }) => month(client, filter, key),
  staleTime: Infinity,
  structuralSharing: false,
});

// The first screen of a list, so that nobody waits for the whole of a large month. It is only looked at until that is
// there, and never asked for again.
const ofBeginning = (filter: Filter) => ({
  queryKey: [BEGINNING, asQuery(filter)],
  queryFn: async (): Promise<Beginning> => {
    const { photos, next } = await json<Photos>(asked("/photos", asQuery(filter, { limit: FIRST })));
    return { months: grouped(photos.map(put)).photos, next };
  },
  staleTime: Infinity,
  structuralSharing: false,
});

/** Asks what the list will ask first, before it is there to do so. */
export function prepare(client: QueryClient, filter: Filter): void {
  void client.prefetchQuery(ofWhole(filter));
  void client.prefetchQuery(ofBeginning(filter));
}

export interface Timeline {
  sections: Section[];
  months: Month[];
  pending: boolean;
  error: Error | null;
  /** Asks for these months' photos; those asked for before stay. */
  want: (keys: readonly string[]) => void;
}

export function useTimeline(filter: Filter): Timeline {
  const about = asQuery(filter);
  const whole = useQuery(ofWhole(filter));
  const beginning = useQuery(ofBeginning(filter)).data?.months;
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const months = useMemo(() => whole.data?.months ?? [], [whole.data]);
  const counts = useMemo(() => new Map(months.map(({ month, count }) => [month, count])), [months]);
  const those = useMemo(() => (whole.data?.photos === null ? wanted.filter((key) => counts.has(key)) : []), [whole.data, wanted, counts]);
  const found = useQueries({ queries: those.map((key) => ofMonth(filter, key, counts.get(key))) });
  const hidden = useKnown(goneVersion);

  // Tiles keep their identity while nothing about them changes, so that a month is laid out once.
  // What a month held before it is asked for again stays until the answer is there.
  const memory = useRef(new Map<string, { from: readonly Tile[]; hidden: number; tiles: readonly Tile[] }>());
  const sections = useMemo(() => {
    const loaded = new Map(those.map((key, index) => [key, found[index]?.data]));
    return months
      .map(({ month, count }): Section => {
        const before = memory.current.get(`${about} ${month}`);
        const from = whole.data?.photos?.get(month) ?? loaded.get(month) ?? before?.from;
        if (!from) {
          const first = beginning?.get(month)?.filter(({ id }) => !isGone(id));
          return { key: month, count, tiles: first ?? null, more: first && Math.max(0, count - first.length) };
        }
        if (before?.from === from && before.hidden === hidden) return { key: month, count: before.tiles.length, tiles: before.tiles };
        const tiles = from.filter(({ id }) => !isGone(id));
        memory.current.set(`${about} ${month}`, { from, hidden, tiles });
        return { key: month, count: tiles.length, tiles };
      })
      .filter(({ count }) => count > 0);
  }, [about, months, those, found, hidden, whole.data, beginning]);

  const want = useCallback((keys: readonly string[]) => {
    setWanted((before) => (keys.every((key) => before.includes(key)) ? before : [...new Set([...before, ...keys])]));
  }, []);
  return { sections, months, pending: whole.isPending, error: whole.error, want };
}

/** Whether no photo passes the filter; false until that is known. */
export const useIsEmpty = (filter: Filter) => useQuery(ofWhole(filter)).data?.months.length === 0;

/** Something came, went, or moved; in these months a photo has another shape now. */
export function stir(client: QueryClient, changed: ReadonlySet<string> = new Set()): void {
  void client.invalidateQueries({ queryKey: [BEGINNING], refetchType: "none" });
  void client.invalidateQueries({ queryKey: [MONTHS] });
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === MONTH && changed.has(String(queryKey[2])) });
}

/** Somebody else is on photos than before, or they are in other albums, or of other occasions: the lists of these may hold others, however many. */
export function stirListsOf(client: QueryClient, what: "person" | "album" | "occasion"): void {
  const asks = what === "album" ? ["album=", "share="] : [`${what}=`]; // another's album is asked for as a share
  const of = (...names: string[]) => ({ predicate: ({ queryKey: [name, filter] }: Query) => names.includes(String(name)) && asks.some((asked) => String(filter).includes(asked)) });
  void client.invalidateQueries({ ...of(BEGINNING), refetchType: "none" });
  void client.invalidateQueries(of(MONTHS, MONTH));
}

/** Where photos were taken: all points once, then everything is counted here. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import Supercluster from "supercluster";

import { json, Problem, useConnection } from "@/api/client";
import { asQuery, inBox, type Box, type Filter } from "@/api/filter";
import type { Photo, Point } from "@/api/types";
import { keptPhotos } from "@/offline/store";

export interface Located {
  points: readonly Point[];
  /** Whether these are only the photos that this device keeps. */
  kept: boolean;
}

async function located(): Promise<Located> {
  try {
    return { points: await pointsOf({}), kept: false };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 0) throw error;
    return { points: (await keptPhotos()).flatMap(pointOf), kept: true };
  }
}

function pointOf({ id, location, day, place }: Photo): Point[] {
  if (!location) return [];
  const places = [place?.city, place?.region, place?.country].filter((name) => typeof name === "string" && name !== "") as string[];
  return [[id, location.longitude, location.latitude, day, places]];
}

/** Those of all photos that the filter lets through. */
export async function pointsOf(filter: Filter): Promise<Point[]> {
  const found: Point[] = [];
  let after: string | null = null;
  do {
    const page: { points: Point[]; next: string | null } = await json(`/photos/points?${asQuery(filter, { after })}`);
    found.push(...page.points);
    after = page.next;
  } while (after);
  return found;
}

export function usePoints() {
  const found = useQuery({ queryKey: ["points"], queryFn: located, staleTime: 60_000 });
  const online = useConnection((connection) => connection.online);
  const { refetch } = found;
  const kept = found.data?.kept ?? false;
  useEffect(() => {
    if (online && kept) void refetch();
  }, [online, kept, refetch]);
  return found;
}

export interface Here {
  id: string;
  /** What all of a cluster's photos have in common, from the city to the country. */
  places: readonly string[];
}

/** What two places have in common: both in Tuscany, both in Italy, or nothing. */
export function shared(one: readonly string[], other: readonly string[]): readonly string[] {
  let same = 0;
  while (same < Math.min(one.length, other.length) && one.at(-1 - same) === other.at(-1 - same)) same++;
  return one.slice(one.length - same);
}

export const between = (all: readonly Point[], from: string, to: string) => all.filter(([, , , day]) => day >= from && day <= to);

export const within = (all: readonly Point[], box: Box) => all.filter(([, longitude, latitude]) => inBox(box, longitude, latitude));

/** Ready for the map: photos whose pins would lie on each other are one. */
export function clusters(points: readonly Point[]): Supercluster<Here, Pick<Here, "places">> {
  const index = new Supercluster<Here, Pick<Here, "places">>({
    radius: 72, extent: 256, maxZoom: 18, map: ({ places }) => ({ places }),
    reduce: (all, { places }) => (all.places = shared(all.places, places)),
  });
  return index.load(
    points.map(([id, longitude, latitude, , places]) => ({ type: "Feature", properties: { id, places }, geometry: { type: "Point", coordinates: [longitude, latitude] } })),
  );
}

/** Of each day, where its photos lead, from the first to the last; `all`: newest first. Nothing of a day in one spot. */
export function ways(all: readonly Point[]): [number, number][][] {
  const days = new Map<string, [number, number][]>();
  for (const [, longitude, latitude, day] of [...all].reverse()) {
    const way = days.get(day) ?? [];
    const last = way.at(-1);
    // The short way, over the date line too.
    const east = last ? last[1] + ((((longitude - last[1] + 180) % 360) + 360) % 360) - 180 : longitude;
    if (!last || last[0] !== latitude || last[1] !== east) way.push([latitude, east]);
    days.set(day, way);
  }
  return [...days.values()].filter((way) => way.length > 1);
}

/** [month, photos] from the first month to the last, empty ones included. */
export function byMonth(all: readonly Point[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const [, , , day] of all) counts.set(day.slice(0, 7), (counts.get(day.slice(0, 7)) ?? 0) + 1);
  const months = [...counts.keys()].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  const found: [string, number][] = [];
  for (let month = first; month <= last; month = following(month)) found.push([month, counts.get(month) ?? 0]);
  return found;
}

export function following(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** Where photos were taken: all points once, then everything is counted here. */
import { useQuery } from "@tanstack/react-query";
import Supercluster from "supercluster";

import { json, Problem, query } from "@/api/client";
import type { Photo, Photos, Point } from "@/api/types";
import { keptPhotos } from "@/offline/store";

const PAGE = 500;

async function points(): Promise<Point[]> {
  try {
    return await paged(async (after) => {
      const { points, next } = await json<{ points: Point[]; next: string | null }>(`/photos/points?${query({ after })}`);
      return [points, next];
    });
  } catch (error) {
    if (!(error instanceof Problem) || ![0, 404, 405].includes(error.status)) throw error;
    // Without the network, or from a gateway that does not draw maps yet, the photos themselves tell.
    const photos = error.status === 0 ? await keptPhotos() : await paged<Photo>(async (after) => {
      const page = await json<Photos>(`/photos?${query({ limit: PAGE, after })}`);
      return [page.photos, page.next];
    });
    return photos.flatMap(({ id, location, day }): Point[] =>
      location ? [[id, location.longitude, location.latitude, day]] : [],
    );
  }
}

async function paged<T>(page: (after: string | null) => Promise<[T[], string | null]>): Promise<T[]> {
  const found: T[] = [];
  let after: string | null = null;
  do {
    const [some, next] = await page(after);
    found.push(...some);
    after = next;
  } while (after);
  return found;
}

export const usePoints = () => useQuery({ queryKey: ["points"], queryFn: points, staleTime: 60_000 });

export interface Here {
  id: string;
}

/** The points of these days, both included, ready to be clustered. */
export function clusters(all: readonly Point[], from: string, to: string): Supercluster<Here> {
  const index = new Supercluster<Here>({ radius: 64, maxZoom: 18 });
  return index.load(
    all
      .filter(([, , , day]) => day >= from && day <= to)
      .map(([id, longitude, latitude]) => ({ type: "Feature", properties: { id }, geometry: { type: "Point", coordinates: [longitude, latitude] } })),
  );
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

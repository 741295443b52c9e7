/** Keeps the newest and the favourite photos on this device, as many as the budget holds, while nothing else is to do. */
import { json, Problem, useConnection } from "@/api/client";
import type { Photo, Photos } from "@/api/types";
import { useSettings } from "@/app/settings";
import { bytesOf } from "@/photos/picture";

import { drop, dropAll, keep, keptSizes, keptThumbnail } from "./store";

const FIRST = 8_000; // milliseconds after the start
const AGAIN = 5 * 60_000;
const PAGE = 100;
const MEGABYTE = 1e6;

async function* candidates(signal: AbortSignal): AsyncGenerator<Photo> {
  const seen = new Set<string>();
  for (const filter of ["favourite=true&", ""]) {
    let after: string | null = null;
    do {
      if (signal.aborted) return;
      const page: Photos = await json<Photos>(`/photos?${filter}limit=${PAGE}${after ? `&after=${after}` : ""}`, { signal });
      for (const photo of page.photos) {
        if (seen.has(photo.id) || photo.stages.renditions?.state !== "done") continue;
        // A gateway that does not know the filter yet answers with everything: only real favourites come first.
        if (filter && !photo.favourite) continue;
        seen.add(photo.id);
        yield photo;
      }
      after = filter && !page.photos.some(({ favourite }) => favourite) ? null : page.next;
    } while (after);
  }
}

export async function keepRecent(signal: AbortSignal): Promise<void> {
  const budget = useSettings.getState().budget * MEGABYTE;
  if (!budget) return dropAll();
  const kept = await keptSizes();
  const wanted: string[] = [];
  let used = 0;
  for await (const photo of candidates(signal)) {
    const before = kept.get(photo.id);
    const thumbnail = (before && (await keptThumbnail(photo.id))) || (await bytesOf(photo.id, "thumbnail", signal));
    if (used + thumbnail.size > budget) break;
    used += thumbnail.size;
    wanted.push(photo.id);
    await keep(photo, thumbnail);
    if (before === undefined) await new Promise((resolve) => setTimeout(resolve, 20)); // the reader goes first
  }
  const stay = new Set(wanted);
  await drop([...kept.keys()].filter((id) => !stay.has(id)));
}

export function startKeeping(signal: AbortSignal): void {
  let running = false;
  const run = async () => {
    if (running || !useConnection.getState().online || useConnection.getState().locked) return;
    running = true;
    try {
      await keepRecent(signal);
    } catch (error) {
      // The network went, the token is missing, or the browser has no room: what is kept stays, it is tried again.
      if (!(error instanceof Problem || error instanceof DOMException)) throw error;
    } finally {
      running = false;
    }
  };
  const first = setTimeout(() => void run(), FIRST);
  const every = setInterval(() => void run(), AGAIN);
  const unwatch = useSettings.subscribe((now, before) => now.budget !== before.budget && void run());
  signal.addEventListener("abort", () => {
    clearTimeout(first);
    clearInterval(every);
    unwatch();
  });
}

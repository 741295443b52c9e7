/** Keeps the newest and the favourite photos on this device, as many as the budget holds, beside the page. */
import { pictured } from "@/api/photo";
import type { Photo, Photos } from "@/api/types";

import { drop, dropAll, keep, keepFor, keptSizes, keptThumbnail } from "./store";

/** `budget` in megabytes; `headers` are those that the gateway wants, and the reader's language. */
export interface Wish {
  account: string;
  budget: number;
  headers: Record<string, string>;
}

const PAGE = 100;
const MEGABYTE = 1e6;
const PAUSE = 20; // milliseconds: the reader's own questions go first

/** The gateway refused, or does not answer. */
class Refused extends Error {}

async function asked(path: string, headers: Wish["headers"]): Promise<Response> {
  const response = await fetch(path, { headers }).catch((error: unknown) => {
    throw new Refused(String(error));
  });
  if (!response.ok) throw new Refused(path);
  return response;
}

async function* candidates(headers: Wish["headers"]): AsyncGenerator<Photo> {
  const seen = new Set<string>();
  for (const filter of ["favourite=true&", ""]) {
    let after: string | null = null;
    do {
      const page = (await (await asked(`/photos?${filter}limit=${PAGE}${after ? `&after=${after}` : ""}`, headers)).json()) as Photos;
      for (const photo of page.photos) {
        if (seen.has(photo.id) || !pictured(photo)) continue;
        seen.add(photo.id);
        yield photo;
      }
      after = page.next;
    } while (after);
  }
}

async function keepRecent({ budget, headers }: Wish): Promise<void> {
  if (!budget) return dropAll();
  const kept = await keptSizes();
  const wanted: string[] = [];
  let used = 0;
  for await (const photo of candidates(headers)) {
    const before = kept.get(photo.id);
    const thumbnail = (before && (await keptThumbnail(photo.id))) || (await (await asked(`/photo/${photo.id}/thumbnail`, headers)).blob());
    if (used + thumbnail.size > budget * MEGABYTE) break;
    used += thumbnail.size;
    wanted.push(photo.id);
    await keep(photo, thumbnail);
    if (before === undefined) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  const stay = new Set(wanted);
  await drop([...kept.keys()].filter((id) => !stay.has(id)));
}

let running = false;

self.onmessage = async ({ data }: MessageEvent<Wish>) => {
  if (running) return;
  running = true;
  keepFor(data.account);
  try {
    await keepRecent(data);
  } catch (error) {
    // The network went, the token is missing, or the browser has no room: what is kept stays, it is tried again.
    if (!(error instanceof Refused || error instanceof DOMException)) throw error;
  } finally {
    running = false;
  }
};

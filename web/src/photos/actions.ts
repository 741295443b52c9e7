/** What can be done with photos. Deleting waits until it can no longer be undone; everything else is sent at once. */
import { call, Problem, send } from "@/api/client";
import type { Edit, Photo } from "@/api/types";
import { queries } from "@/app/queries";
import { drop } from "@/offline/store";
import { say } from "@/ui/toasts";
import { told, words, type Key } from "@/words";

import * as known from "./known";
import { stir } from "./months";
import { bytesOf } from "./picture";

const UNDO = 6; // seconds
const leaving = new Map<string, ReturnType<typeof setTimeout>>(); // the photos of one deletion share a timer

export function remove(ids: readonly string[]): void {
  known.hide(ids);
  const timer = setTimeout(() => void erase(ids), UNDO * 1000);
  ids.forEach((id) => leaving.set(id, timer));
  const undo = () => {
    clearTimeout(timer);
    ids.forEach((id) => leaving.delete(id));
    known.unhide(ids);
  };
  say(words("done.deleted", { n: ids.length }), { action: { label: words("undo"), run: undo }, seconds: UNDO });
}

async function erase(ids: readonly string[]): Promise<void> {
  ids.forEach((id) => leaving.delete(id));
  const failed: string[] = [];
  for (const id of ids) {
    try {
      // keepalive: it must reach the gateway though the reader is closing the page.
      await call(`/photo/${id}`, { method: "DELETE", keepalive: true });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status !== 404) failed.push(id);
    }
  }
  if (failed.length) {
    known.unhide(failed);
    say(words("done.notDeleted", { n: failed.length }));
  }
  await drop(ids.filter((id) => !failed.includes(id)));
  stir(queries);
}

// What was deleted and not undone is deleted, though the page is closed before the time is over.
addEventListener("pagehide", () => {
  for (const timer of new Set(leaving.values())) clearTimeout(timer);
  if (leaving.size) void erase([...leaving.keys()]);
});

/** Shown at once; put back when the gateway does not take it. */
export async function edit(ids: readonly string[], change: Edit, done?: Key): Promise<void> {
  const before = ids.map(known.get).filter((photo): photo is Photo => photo !== undefined);
  const { tags_added, tags_removed, ...plain } = change;
  for (const photo of before) {
    const tags = photo.tags.filter(({ name }) => !tags_removed?.includes(name));
    const added = (tags_added ?? []).filter((name) => !tags.some((tag) => tag.name === name));
    known.put({ ...photo, ...(plain as Partial<Photo>), tags: [...added.map((name) => ({ name, confidence: 1, source: "owner" })), ...tags] });
  }
  try {
    for (const id of ids) known.put(await send<Photo>("PATCH", `/photo/${id}`, change));
  } catch (error) {
    before.forEach(known.put);
    say(sentence(error));
    return;
  }
  if (change.archived !== undefined || change.favourite !== undefined) stir(queries);
  if (done) {
    const undo = () => before.forEach((photo) => void edit([photo.id], reverse(photo, change)));
    say(words(done, { n: ids.length }), { action: { label: words("undo"), run: undo } });
  }
}

function reverse(photo: Photo, change: Edit): Edit {
  return {
    ...(change.favourite !== undefined && { favourite: photo.favourite ?? false }),
    ...(change.archived !== undefined && { archived: photo.archived ?? false }),
    ...(change.rating !== undefined && { rating: photo.rating ?? null }),
    ...(change.tags_added && { tags_removed: change.tags_added }),
    ...(change.tags_removed && { tags_added: change.tags_removed }),
  };
}

export async function retry(id: string): Promise<void> {
  try {
    known.put(await (await call(`/photo/${id}/retry`, { method: "POST" })).json() as Photo);
  } catch (error) {
    say(sentence(error));
  }
}

/** One photo as it is; several in a zip file, made here while they come. */
export async function download(photos: readonly Photo[]): Promise<void> {
  const first = photos[0];
  if (!first) return;
  try {
    if (photos.length === 1) return hand(await bytesOf(first.id, "original"), first.file_name);
    const { downloadZip } = await import("client-zip");
    const taken = new Set<string>();
    async function* files() {
      for (const photo of photos) yield { name: unlike(photo.file_name, taken), input: await bytesOf(photo.id, "original") };
    }
    hand(await downloadZip(files()).blob(), "heliograph.zip");
  } catch (error) {
    say(sentence(error));
  }
}

/** Two photos of one name lie in the zip as two: "a.jpg", "a (2).jpg". */
export function unlike(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length;
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name.slice(0, dot)} (${n})${name.slice(dot)}`;
  taken.add(free);
  return free;
}

function hand(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** What went wrong, what is safe, and what to do; bugs stay loud. */
export function sentence(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 0) return words("problem.silent");
  if (error.status === 401) return words("token.title");
  if ([404, 405].includes(error.status) && !error.message.length) return words("problem.missing");
  return told(error.message, `error.${error.kind ?? ""}`) || words("problem.status", { status: String(error.status) });
}

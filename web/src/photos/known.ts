/** What this app knows of the photos, each once; everything shown follows from it. */
import { useSyncExternalStore } from "react";

import { json, Problem } from "@/api/client";
import type { Photo } from "@/api/types";
import { keptPhoto } from "@/offline/store";

const known = new Map<string, Photo>();
const gone = new Set<string>(); // deleted, or about to be: no list shows them
const watchers = new Map<string, Set<() => void>>();
const everything = new Set<() => void>();
const working = new Set<string>(); // counted as they come: a page of photos must not be counted anew for each of them
let goneChanges = 0;

function tell(id: string): void {
  watchers.get(id)?.forEach((watcher) => watcher());
  telling ??= setTimeout(() => {
    telling = undefined;
    everything.forEach((watcher) => watcher());
  });
}
let telling: ReturnType<typeof setTimeout> | undefined;

export const get = (id: string) => known.get(id);
export const isGone = (id: string) => gone.has(id);
/** Whether what only its owner may do can be done with it here: it is of the reader's own library. */
export const isOwn = (id: string) => known.get(id)?.own ?? false;
export const goneIds = () => [...gone];
export const all = () => known.values();
/** How many photos are still being looked at, of those known here. */
export const inWork = () => working.size;

export function put(photo: Photo): Photo {
  // A list leaves out what is long; what was fetched of the photo itself stays.
  const before = known.get(photo.id);
  const merged = { ...before, ...photo };
  // Lists bring the same photos again and again: what is shown is drawn anew only when something about it is new.
  if (before && watchers.has(photo.id) && JSON.stringify(before) === JSON.stringify(merged)) return before;
  known.set(photo.id, merged);
  if (merged.status === "processing") working.add(photo.id);
  else working.delete(photo.id);
  tell(photo.id);
  return merged;
}

export function hide(ids: readonly string[]): void {
  goneChanges++;
  for (const id of ids) {
    gone.add(id);
    working.delete(id);
    tell(id);
  }
}
export function unhide(ids: readonly string[]): void {
  goneChanges++;
  for (const id of ids) {
    gone.delete(id);
    if (known.get(id)?.status === "processing") working.add(id);
    tell(id);
  }
}

export async function fetched(id: string): Promise<Photo> {
  try {
    return put(await json<Photo>(`/photo/${id}`));
  } catch (error) {
    const kept = error instanceof Problem && error.status === 0 ? await keptPhoto(id) : undefined;
    if (kept) return put(kept);
    throw error;
  }
}

export function watch(id: string, watcher: () => void): () => void {
  const those = watchers.get(id) ?? new Set();
  watchers.set(id, those.add(watcher));
  return () => {
    those.delete(watcher);
    if (!those.size) watchers.delete(id);
  };
}

export function usePhoto(id: string): Photo | undefined {
  return useSyncExternalStore(
    (watcher) => watch(id, watcher),
    () => known.get(id),
  );
}

/** Something told of all photos together, for example how many are in work. */
export function useKnown<T extends string | number | boolean>(of: () => T): T {
  return useSyncExternalStore((watcher) => {
    everything.add(watcher);
    return () => everything.delete(watcher);
  }, of);
}

export const goneVersion = () => goneChanges;

const stale = new Set<string>();
let refreshing = false;

/** Asks again for these photos, soon: a photo's stages settle in quick succession, one question serves them all. */
export async function refresh(ids: Iterable<string>, changed: (before: Photo | undefined, after: Photo) => void): Promise<void> {
  for (const id of ids) stale.add(id);
  if (refreshing) return;
  refreshing = true;
  try {
    while (stale.size) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const some = [...stale].slice(0, 6);
      some.forEach((id) => stale.delete(id));
      await Promise.all(
        some.map(async (id) => {
          const before = known.get(id);
          try {
            changed(before, put(await json<Photo>(`/photo/${id}`)));
            if (gone.has(id)) unhide([id]); // its deletion was taken back
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
            if (error.status === 404) hide([id]);
          }
        }),
      );
    }
  } finally {
    refreshing = false;
  }
}

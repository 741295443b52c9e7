/** What this page knows of the photos; everything shown follows from it. */

import { call, json } from "./api.js";
import { say } from "./dom.js";

const known = new Map();
const leaving = new Map(); // id -> the timer that will delete it
const arrived = new Set(); // those that came while this page was open
const watchers = [];

const UNDO = 5; // seconds

/** `watcher(id, photo)` hears of every change; photo is undefined once it is gone. */
export const watch = (watcher) => watchers.push(watcher);
export const get = (id) => known.get(id);
export const isLeaving = (id) => leaving.has(id);
export const hasArrived = (id) => arrived.has(id);
export const waiting = () => [...known.values()].filter(({ id, status }) => status === "processing" && !isLeaving(id));

const tell = (id) => watchers.forEach((watcher) => watcher(id, known.get(id)));

export function put(photo) {
  known.set(photo.id, photo);
  tell(photo.id);
  return photo;
}

export function forget(id) {
  clearTimeout(leaving.get(id));
  leaving.delete(id);
  if (known.delete(id)) tell(id);
}

export const fetched = async (id) => put(await json(`/photo/${id}`));

export function arrive(id) {
  arrived.add(id);
  return refresh(id);
}

export const retry = async (id) => put(await json(`/photo/${id}/retry`, { method: "POST" }));

/** Hides the photo now and deletes it when the time to undo is over. */
export function remove(id) {
  const undo = () => {
    clearTimeout(leaving.get(id));
    leaving.delete(id);
    tell(id);
  };
  leaving.set(id, setTimeout(() => erase(id), UNDO * 1000));
  tell(id);
  say("The photo is deleted.", { action: { label: "Undo", run: undo }, seconds: UNDO });
}

async function erase(id) {
  try {
    // keepalive: it must reach the gateway though the reader is closing the page.
    await call(`/photo/${id}`, { method: "DELETE", keepalive: true });
    forget(id);
  } catch (error) {
    if (error.status === 404) return forget(id);
    leaving.delete(id);
    tell(id);
    throw error;
  }
}

addEventListener("pagehide", () => {
  for (const [id, timer] of leaving) {
    clearTimeout(timer);
    erase(id);
  }
});

const stale = new Set();
let refreshing = false;

/** Asks again for these photos, soon: a photo's stages settle in quick succession, one question serves them all. */
export async function refresh(...ids) {
  ids.forEach((id) => stale.add(id));
  if (refreshing) return;
  refreshing = true;
  try {
    while (stale.size) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const some = [...stale].slice(0, 4);
      some.forEach((id) => stale.delete(id));
      await Promise.all(some.map(refreshed));
    }
  } finally {
    refreshing = false;
  }
}

async function refreshed(id) {
  try {
    await fetched(id);
  } catch (error) {
    if (error.status === 404) return forget(id);
    stale.add(id); // asked again after the next "hello"
    throw error;
  }
}

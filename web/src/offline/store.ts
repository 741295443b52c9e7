/** What this device keeps for when there is no network: photos' facts, their thumbnails, files still to be sent. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";

import type { Photo } from "@/api/types";
import { mine } from "@/base/whose";

/** A file that was chosen and has not been sent yet. */
export interface Unsent {
  key: string;
  name: string;
  size: number;
  /** Itself, once there was room for it. */
  file: File | null;
  sidecar: File | null;
  /** Where it lies on this device, in browsers that tell. */
  handle: FileSystemFileHandle | null;
  /** Those that were chosen together, and how many they were. */
  batch: string;
  of: number;
  at: number;
}
interface Shape extends DBSchema {
  photos: { key: string; value: { id: string; photo: Photo; month: string; sort: string; bytes: number }; indexes: { sort: string; month: string } };
  thumbnails: { key: string; value: { id: string; blob: Blob } };
  outbox: { key: string; value: Unsent };
}

let whose = mine;
const opened = new Map<string, Promise<IDBPDatabase<Shape>>>();

/** Of whose store a worker speaks; a page's is its account's. */
export function keepFor(account: string): void {
  whose = account;
}

/** Every account's own, so that none is another's; "" is that of an installation without accounts. */
function open(account = whose): Promise<IDBPDatabase<Shape>> {
  const before = opened.get(account);
  if (before) return before;
  const opening = openDB<Shape>(account ? `heliograph-${account}` : "heliograph", 2, {
    upgrade(database, before, _, change) {
      if (before < 1) {
        const photos = database.createObjectStore("photos", { keyPath: "id" });
        photos.createIndex("sort", "sort");
        photos.createIndex("month", "month");
        database.createObjectStore("thumbnails", { keyPath: "id" });
        database.createObjectStore("outbox", { keyPath: "key" });
        return;
      }
      void renew(change);
    },
  });
  opened.set(account, opening);
  return opening;
}

async function renew(change: IDBPTransaction<Shape, ("photos" | "thumbnails" | "outbox")[], "versionchange">): Promise<void> {
  // Kept in another order than the gateway's: they are kept anew.
  await Promise.all([change.objectStore("photos").clear(), change.objectStore("thumbnails").clear()]);
  const outbox = change.objectStore("outbox");
  for (const old of (await outbox.getAll()) as (Unsent & { file: File })[])
    await outbox.put({ ...old, name: old.file.name, size: old.file.size, handle: null, batch: old.key, of: 1 });
}

/** The gateway's own order: by the instant, and of equals by id. */
const sortOf = ({ sort_at, id }: Photo) => `${sort_at} ${id}`;

export async function keep(photo: Photo, thumbnail: Blob): Promise<void> {
  const sort = sortOf(photo);
  const change = (await open()).transaction(["photos", "thumbnails"], "readwrite");
  await Promise.all([
    change.objectStore("photos").put({ id: photo.id, photo, sort, month: photo.day.slice(0, 7), bytes: thumbnail.size }),
    change.objectStore("thumbnails").put({ id: photo.id, blob: thumbnail }),
    change.done,
  ]);
}

export async function drop(ids: Iterable<string>): Promise<void> {
  const change = (await open()).transaction(["photos", "thumbnails"], "readwrite");
  await Promise.all([...ids].flatMap((id) => [change.objectStore("photos").delete(id), change.objectStore("thumbnails").delete(id)]));
  await change.done;
}

export const dropAll = async () => drop(await (await open()).getAllKeys("photos"));

export const keptPhoto = async (id: string) => (await (await open()).get("photos", id))?.photo;
export const keptThumbnail = async (id: string) => (await (await open()).get("thumbnails", id))?.blob;
/** Newest first. */
export const keptPhotos = async () => (await (await open()).getAllFromIndex("photos", "sort")).reverse().map(({ photo }) => photo);

/** id -> bytes of every kept photo. */
export async function keptSizes(): Promise<Map<string, number>> {
  return new Map((await (await open()).getAll("photos")).map(({ id, bytes }) => [id, bytes]));
}

/** All of them or none. Raises DOMException where the browser has no room, or a file cannot be read. */
export async function putOutbox(unsent: Iterable<Unsent>): Promise<void> {
  const change = (await open()).transaction("outbox", "readwrite");
  await Promise.all([...Array.from(unsent, (one) => change.store.put(one)), change.done]);
}
export async function dropOutbox(keys: Iterable<string>): Promise<void> {
  const change = (await open()).transaction("outbox", "readwrite");
  await Promise.all([...Array.from(keys, (key) => change.store.delete(key)), change.done]);
}
export const outbox = async () => (await open()).getAll("outbox");

/** What waits here from before anybody was signed in is another account's from now on. */
export async function handOver(account: string): Promise<void> {
  const waiting = await outbox();
  const change = (await open(account)).transaction("outbox", "readwrite");
  await Promise.all([...waiting.map((one) => change.store.put(one)), change.done]);
  await forgetAll();
}

/** Nothing of the library is left on this device. */
export async function forgetAll(): Promise<void> {
  const change = (await open()).transaction(["photos", "thumbnails", "outbox"], "readwrite");
  const stores = ["photos", "thumbnails", "outbox"] as const;
  await Promise.all([...stores.map((name) => change.objectStore(name).clear()), change.done]);
}

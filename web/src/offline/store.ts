/** What this device keeps for when there is no network: photos' facts, their thumbnails, files still to be sent. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { Photo } from "@/api/types";

export interface Waiting {
  key: string;
  file: File;
  sidecar: File | null;
  at: number;
}
interface Shape extends DBSchema {
  photos: { key: string; value: { id: string; photo: Photo; month: string; sort: string; bytes: number }; indexes: { sort: string; month: string } };
  thumbnails: { key: string; value: { id: string; blob: Blob } };
  outbox: { key: string; value: Waiting };
}

let opened: Promise<IDBPDatabase<Shape>> | null = null;

function open(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>("heliograph", 1, {
    upgrade(database) {
      const photos = database.createObjectStore("photos", { keyPath: "id" });
      photos.createIndex("sort", "sort");
      photos.createIndex("month", "month");
      database.createObjectStore("thumbnails", { keyPath: "id" });
      database.createObjectStore("outbox", { keyPath: "key" });
    },
  });
  return opened;
}

// The time of the day only where it is known: those of one day stay together.
const sortOf = ({ day, taken_at, uploaded_at }: Photo) => `${day} ${(taken_at ?? uploaded_at).slice(11)}`;

export async function keep(photo: Photo, thumbnail: Blob): Promise<void> {
  const sort = sortOf(photo);
  const change = (await open()).transaction(["photos", "thumbnails"], "readwrite");
  await Promise.all([
    change.objectStore("photos").put({ id: photo.id, photo, sort, month: sort.slice(0, 7), bytes: thumbnail.size }),
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

export const putOutbox = async (waiting: Waiting) => void (await (await open()).put("outbox", waiting));
export const dropOutbox = async (key: string) => (await open()).delete("outbox", key);
export const outbox = async () => (await open()).getAll("outbox");

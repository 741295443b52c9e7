/** Every chosen file is written down on this device before it is sent, so that no closed tab loses it: its name at once,
 * itself in portions, as far as the browser has room. */
import { create } from "zustand";

import { dropOutbox, outbox, putOutbox, type Unsent } from "@/offline/store";

import { handles } from "./files";

const PORTION = 64 * 2 ** 20; // bytes that are written in one go
const SHARE = 0.5; // of what the browser would still let us keep
const UNTOLD = 200 * 2 ** 20; // bytes, where the browser does not tell (it does only to pages that came by https)

type Held = Unsent & { file: File };

/** Of what was chosen before this page was loaded, those of which only the names are here. */
export const useMissing = create<{ missing: readonly Unsent[] }>()(() => ({ missing: [] }));

export const ofHowMany = (missing: readonly Unsent[]) => [...new Map(missing.map(({ batch, of }) => [batch, of])).values()].reduce((sum, of) => sum + of, 0);

const unwritten = new Map<string, Held>(); // in the order in which they go
let full = false; // until one that is written has gone
let writing: Promise<void> = Promise.resolve();
let running = false;

export const allWritten = () => unwritten.size === 0;

// crypto.randomUUID is there only for pages that came by https.
const fresh = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");

/** The names are written when this resolves. One that was missing takes the place it had. */
export async function writeDown(chosen: readonly { file: File; sidecar: File | null }[]): Promise<Held[]> {
  const alike = ({ name, size }: { name: string; size: number }) => `${size} ${name}`;
  const missing = new Map(useMissing.getState().missing.map((one) => [alike(one), one]));
  const [batch, at] = [fresh(), Date.now()];
  const found = chosen.map(({ file, sidecar }, index): Held => {
    const before = missing.get(alike(file));
    missing.delete(alike(file));
    const record = before ?? { key: `${batch}-${index}`, name: file.name, size: file.size, batch, of: chosen.length, at };
    return { ...record, file, sidecar, handle: handles.get(file) ?? null };
  });
  if (missing.size < useMissing.getState().missing.length) useMissing.setState({ missing: [...missing.values()] });
  await putOutbox(found.map((one) => ({ ...one, file: null, sidecar: null })));
  for (const one of found) unwritten.set(one.key, one);
  void ahead();
  return found;
}

/** Resolves when the file itself is written down, or cannot be: then only its name will be known if the page is closed. */
export async function written(key: string): Promise<void> {
  while (unwritten.has(key) && !full) await (writing = writing.then(portion));
}

/** It has gone, or is refused: there is room for others. */
export async function left(key: string): Promise<void> {
  unwritten.delete(key);
  await dropOutbox([key]);
  full = false;
  void ahead();
}

async function ahead(): Promise<void> {
  if (running) return;
  running = true;
  while (unwritten.size && !full) await (writing = writing.then(portion));
  running = false;
}

async function room(): Promise<number> {
  if (!navigator.storage) return UNTOLD;
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return (quota - usage) * SHARE;
}

/** Writes the next ones that fit. */
async function portion(): Promise<void> {
  let free = Math.min(PORTION, await room());
  const some: Held[] = [];
  for (const one of unwritten.values()) {
    free -= one.size + (one.sidecar?.size ?? 0);
    if (free < 0) break;
    some.push(one);
  }
  // A file larger than a portion is written alone, if at all.
  const [first] = unwritten.values();
  if (!some.length && first && first.size < (await room())) some.push(first);
  full = some.length === 0;
  try {
    await putOutbox(some);
    for (const { key } of some) unwritten.delete(key);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    full = true;
  }
}

/** What an earlier page did not send: the files that are here or can be read, those of which only names are left become
 * the missing. `mine` are sent by this page already. */
export async function remains(mine: (key: string) => boolean): Promise<Held[]> {
  const found: Held[] = [];
  const missing: Unsent[] = [];
  for (const one of (await outbox()).sort((a, b) => a.at - b.at)) {
    if (mine(one.key)) continue;
    const file = one.file ?? (await readable(one, "queryPermission"));
    if (file) found.push({ ...one, file });
    else missing.push(one);
  }
  useMissing.setState({ missing });
  return found;
}

/** Those of the missing that may be read where they lie; the browser asks for that only in answer to a press. */
export async function reread(): Promise<File[]> {
  const found: File[] = [];
  for (const one of useMissing.getState().missing) {
    const file = await readable(one, "requestPermission");
    if (file) found.push(file);
  }
  return found;
}

async function readable({ handle }: Unsent, ask: "queryPermission" | "requestPermission"): Promise<File | null> {
  try {
    if ((await handle?.[ask]?.({ mode: "read" })) !== "granted") return null;
    const file = (await handle?.getFile()) ?? null;
    if (file && handle) handles.set(file, handle);
    return file;
  } catch (error) {
    if (error instanceof DOMException) return null; // moved, deleted, or no press: it is chosen again
    throw error;
  }
}

/** They are not wanted any more. */
export async function dropMissing(): Promise<void> {
  const keys = useMissing.getState().missing.map(({ key }) => key);
  useMissing.setState({ missing: [] });
  await dropOutbox(keys);
}

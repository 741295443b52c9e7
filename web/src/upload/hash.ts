/** Files -> their SHA-256, and which of them the library has already. */
import { send } from "@/api/client";
import type { Known } from "@/api/types";

import HashWorker from "./hash.worker?worker";

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, { resolve: (sha256: string) => void; reject: (error: Error) => void }>();

/** Lower-case hex. Raises when the file cannot be read from this device. */
export function hash(file: File): Promise<string> {
  if (!worker) {
    worker = new HashWorker();
    worker.onmessage = ({ data }: MessageEvent<{ key: number; sha256?: string; error?: string }>) => {
      const asked = waiting.get(data.key);
      waiting.delete(data.key);
      if (data.sha256) asked?.resolve(data.sha256);
      else asked?.reject(new DOMException(data.error, "NotReadableError"));
    };
  }
  const key = ++count;
  worker.postMessage({ key, file });
  return new Promise((resolve, reject) => waiting.set(key, { resolve, reject }));
}

/** Another photo of these bytes, by its id; or that its owner has deleted it, and does not want it back unasked. */
export type Twin = { id: string } | "deleted";

type Asked = { sha256: string; resolve: (twin: Twin | null) => void; reject: (error: unknown) => void };
let asked: Asked[] = [];

/** Whether the library has these bytes, or had. Questions of one moment travel together. */
export function knownAs(sha256: string): Promise<Twin | null> {
  return new Promise((resolve, reject) => {
    if (!asked.length) setTimeout(() => void askAll(), 120);
    asked.push({ sha256, resolve, reject });
  });
}

async function askAll(): Promise<void> {
  const some = asked;
  asked = [];
  try {
    const { known, deleted } = await send<Known>("POST", "/photos/known", { sha256: some.map(({ sha256 }) => sha256) });
    const gone = new Set(deleted);
    for (const { sha256, resolve } of some) {
      const id = known[sha256];
      resolve(id ? { id } : gone.has(sha256) ? "deleted" : null);
    }
  } catch (error) {
    for (const { reject } of some) reject(error);
  }
}

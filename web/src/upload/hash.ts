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

type Asked = { sha256: string; resolve: (id: string | null) => void; reject: (error: unknown) => void };
let asked: Asked[] = [];

/** The id of the photo that has these bytes. Questions of one moment travel together. */
export function knownAs(sha256: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    if (!asked.length) setTimeout(() => void askAll(), 120);
    asked.push({ sha256, resolve, reject });
  });
}

async function askAll(): Promise<void> {
  const some = asked;
  asked = [];
  try {
    const { known } = await send<Known>("POST", "/photos/known", { sha256: some.map(({ sha256 }) => sha256) });
    for (const { sha256, resolve } of some) resolve(known[sha256] ?? null);
  } catch (error) {
    for (const { reject } of some) reject(error);
  }
}

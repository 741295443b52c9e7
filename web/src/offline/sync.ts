/** Has the device keep photos, some time after the start and every now and then. */
import { authorization, reading, useConnection } from "@/api/client";
import { useSettings } from "@/base/settings";

import type { Wish } from "./keep.worker";
import KeepWorker from "./keep.worker?worker";

const FIRST = 8_000; // milliseconds after the start
const AGAIN = 5 * 60_000;

let worker: Worker | null = null;

/** Nothing is kept any more until the page is loaded anew. */
export function stopKeeping(): void {
  stopped = true;
  worker?.terminate();
}
let stopped = false;

export function startKeeping(signal: AbortSignal): void {
  const run = () => {
    const { online, locked } = useConnection.getState();
    if (!online || locked || stopped) return;
    const { budget } = useSettings.getState();
    worker ??= new KeepWorker();
    worker.postMessage({ budget, headers: { ...reading(), ...authorization() } } satisfies Wish);
  };
  const first = setTimeout(run, FIRST);
  const every = setInterval(run, AGAIN);
  const unwatch = useSettings.subscribe((now, before) => {
    if (now.budget !== before.budget || now.language !== before.language) run();
  });
  const unlocked = useConnection.subscribe((now, before) => {
    if (before.locked && !now.locked) run();
  });
  signal.addEventListener("abort", () => {
    clearTimeout(first);
    clearInterval(every);
    unwatch();
    unlocked();
    worker?.terminate();
    worker = null;
  });
}

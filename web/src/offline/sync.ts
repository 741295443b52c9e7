/** Has the device keep photos, some time after the start and every now and then. */
import { useConnection } from "@/api/client";
import { useSettings } from "@/app/settings";

import type { Wish } from "./keep.worker";
import KeepWorker from "./keep.worker?worker";

const FIRST = 8_000; // milliseconds after the start
const AGAIN = 5 * 60_000;

export function startKeeping(signal: AbortSignal): void {
  let worker: Worker | null = null;
  const run = () => {
    const { online, locked } = useConnection.getState();
    if (!online || locked) return;
    const { budget, token } = useSettings.getState();
    worker ??= new KeepWorker();
    worker.postMessage({ budget, token } satisfies Wish);
  };
  const first = setTimeout(run, FIRST);
  const every = setInterval(run, AGAIN);
  const unwatch = useSettings.subscribe((now, before) => {
    if (now.budget !== before.budget) run();
  });
  signal.addEventListener("abort", () => {
    clearTimeout(first);
    clearInterval(every);
    unwatch();
    worker?.terminate();
  });
}

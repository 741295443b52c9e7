/** Has the device keep photos, some time after the start and every now and then. */
import { authorization, reading, useConnection } from "@/api/client";
import { isSure, useStanding } from "@/api/session";
import { useSettings } from "@/base/settings";
import { mine } from "@/base/whose";

import type { Wish } from "./keep.worker";
import KeepWorker from "./keep.worker?worker";
import { dropAll } from "./store";

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
    const guest = useStanding.getState().auth?.account?.library === false;
    if (!online || locked || stopped || guest || !isSure()) return;
    const { budget } = useSettings.getState();
    worker ??= new KeepWorker();
    worker.postMessage({ account: mine, budget, headers: { ...reading(), ...authorization() } } satisfies Wish);
  };
  const first = setTimeout(run, FIRST);
  const every = setInterval(run, AGAIN);
  const unwatch = useSettings.subscribe((now, before) => {
    if (now.budget !== before.budget || now.language !== before.language) run();
  });
  const unlocked = useConnection.subscribe((now, before) => {
    if (before.locked && !now.locked) run();
    // The session is over, ended from another device perhaps because this one was lost. What waits to be sent stays.
    if (!before.locked && now.locked && mine) {
      worker?.terminate();
      worker = null;
      void dropAll();
    }
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

/** What another page of this app left unsent goes out from here. Only one page at a time takes such: the first. */
import { job, jobOf } from "./jobs";
import { remains } from "./outbox";
import { resume } from "./queue";

async function adopt(): Promise<void> {
  const found = await remains((key) => job(key) !== undefined);
  resume(found.map(({ key, file, sidecar }) => jobOf(key, file, sidecar)));
}

export function startOutbox(signal: AbortSignal): void {
  // Locks are there only for pages that came by https; two pages that send the same file store it once all the same.
  if (!navigator.locks) return void adopt();
  const held = () => adopt().then(() => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())));
  navigator.locks.request("heliograph-outbox", { signal }, held).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

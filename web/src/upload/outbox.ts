/** What was added without the network goes out when it is back, also after the app was closed in between. */
import { useConnection } from "@/api/client";
import { outbox } from "@/offline/store";

import { jobOf, resume, useJobs } from "./queue";

async function flush(): Promise<void> {
  const busy = new Set(useJobs.getState().jobs.filter(({ state }) => state !== "kept").map(({ key }) => key));
  const kept = (await outbox()).filter(({ key }) => !busy.has(key)).sort((a, b) => a.at - b.at);
  if (kept.length) resume(kept.map(({ key, file, sidecar }) => jobOf(key, file, sidecar)));
}

export function startOutbox(signal: AbortSignal): void {
  void flush();
  const unwatch = useConnection.subscribe((now, before) => {
    if ((now.online && !before.online) || (before.locked && !now.locked)) void flush();
  });
  signal.addEventListener("abort", unwatch);
}

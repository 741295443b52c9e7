/** Signing out: nothing of the library stays on this device, and the app begins anew. */
import { choose } from "@/base/settings";
import { become } from "@/base/whose";
import { forgetAll } from "@/offline/store";
import { stopKeeping } from "@/offline/sync";
import { forgetRecent } from "@/search/recent";

/** `there`: where the browser signs out besides, and comes back from. */
export async function forget(there = ""): Promise<void> {
  stopKeeping();
  choose({ token: "" });
  forgetRecent();
  await forgetAll();
  if ("caches" in window) for (const name of await caches.keys()) await caches.delete(name);
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  // What is in memory goes with the page, in every tab. The browser's own copies of photos are told apart by who asked
  // (Vary), and go when the gateway says so at the sign-out.
  become("", there);
}

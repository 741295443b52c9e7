/** Files -> the library: what is there already never travels, three go at a time, and none while the gateway is silent. */
import { Problem, useConnection } from "@/api/client";
import { isSure, useStanding } from "@/api/session";
import { useSettings } from "@/base/settings";
import * as known from "@/photos/known";

import { hash, knownAs } from "./hash";
import { change, enlist, follow, isRefused, job, jobOf, useJobs, type Job } from "./jobs";
import { allWritten, left, written, writeDown } from "./outbox";
import { sendFile } from "./send";
import { smaller } from "./smaller";

const AT_ONCE = 3;
const MANY = 20; // behind this one: nobody waits for it
const PATIENCE = 10; // times that a busy gateway is asked again

/** An XMP file travels with the photo whose name it bears: a.jpg with a.xmp or a.jpg.xmp. */
export function pair(files: readonly File[]): { file: File; sidecar: File | null }[] {
  const stem = (name: string) => name.toLowerCase().replace(/\.xmp$/, "");
  const isSidecar = ({ name }: File) => /\.xmp$/i.test(name);
  const sidecars = new Map(files.filter(isSidecar).map((file) => [stem(file.name), file]));
  return files
    .filter((file) => !isSidecar(file))
    .map((file) => {
      const name = stem(file.name);
      return { file, sidecar: sidecars.get(name) ?? sidecars.get(name.replace(/\.\w+$/, "")) ?? null };
    });
}

export async function add(files: readonly File[]): Promise<void> {
  const fresh = pair(files);
  if (fresh.length) resume((await writeDown(fresh)).map(({ key, file, sidecar }) => jobOf(key, file, sidecar)));
}

/** What is written down in the outbox has its turn. */
export function resume(waiting: readonly Job[]): void {
  if (!waiting.length) return;
  enlist(waiting);
  for (const { key } of waiting) line.push(key);
  work();
}

export function again(key: string): void {
  change(key, { state: "waiting", sent: 0, reason: null });
  line.push(key);
  work();
}

let line: string[] = []; // keys of those that wait, from `head` on
let head = 0;

function next(): string | undefined {
  if (head < line.length) return line[head++];
  [line, head] = [[], 0];
  return undefined;
}

export function work(): void {
  const { online, locked } = useConnection.getState();
  while (online && !locked && isSure() && useJobs.getState().moving.length < AT_ONCE) {
    const key = next();
    if (key === undefined) return;
    const one = job(key);
    if (one?.state !== "waiting") continue;
    change(one.key, { state: "hashing" });
    void upload(one).finally(work);
  }
}
// What brings those that wait on their way again.
useConnection.subscribe(work);
useStanding.subscribe(work);

async function upload({ key, file: chosen, sidecar }: Job): Promise<void> {
  try {
    await written(key);
    const file = await smaller(chosen, useSettings.getState().longest);
    const sha256 = await hash(file);
    const twin = await knownAs(sha256);
    if (twin) change(key, { state: twin === "deleted" ? "unwanted" : "twin" });
    else {
      change(key, { state: "sending" });
      const receipt = await patiently(() => sendFile(file, sidecar, sha256, line.length - head > MANY, (sent) => change(key, { sent })));
      if (receipt.status === "deleted") change(key, { state: "unwanted" });
      else if (receipt.status === "duplicate") change(key, { state: "twin" });
      else {
        follow(receipt.id);
        change(key, { state: "done", sent: 1 });
      }
      if (receipt.status !== "deleted") await known.fetched(receipt.id).catch(passing);
    }
    await left(key);
  } catch (error) {
    if (!(error instanceof Problem || error instanceof DOMException)) throw error;
    if (error instanceof Problem && (error.status === 0 || error.status === 401)) return again(key);
    change(key, { state: "failed", reason: error });
    if (isRefused({ reason: error })) await left(key); // any other is tried again, by a later page at the latest
  }
}

/** The photo is in the library: that it could not be looked at just now is no failure of the upload. */
function passing(error: unknown): void {
  if (!(error instanceof Problem)) throw error;
}

async function patiently<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Problem) || ![429, 503].includes(error.status) || tries === PATIENCE) throw error;
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 2) * 1000));
    }
  }
}

addEventListener("beforeunload", (event) => !allWritten() && event.preventDefault());

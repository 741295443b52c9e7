/** Files -> the library: what is there already never travels, three go at a time, what cannot go yet waits here. */
import { create } from "zustand";

import { Problem, useConnection } from "@/api/client";
import { dropOutbox, putOutbox } from "@/offline/store";
import * as known from "@/photos/known";
import { useSettings } from "@/app/settings";

import { hash, knownAs } from "./hash";
import { sendFile } from "./send";
import { smaller } from "./smaller";

const AT_ONCE = 3;
const PATIENCE = 10; // times that a busy gateway is asked again

export interface Job {
  key: string;
  file: File;
  sidecar: File | null;
  /** kept: on this device, until the gateway answers again. */
  state: "waiting" | "hashing" | "sending" | "done" | "twin" | "kept" | "failed";
  sent: number;
  photo: string | null;
  reason: Problem | Error | null;
}

export const useJobs = create<{ jobs: readonly Job[] }>()(() => ({ jobs: [] }));

const change = (key: string, some: Partial<Job>) =>
  useJobs.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.key === key ? { ...job, ...some } : job)) }));

export const isMoving = ({ state }: Job) => state === "hashing" || state === "sending";
export const isOver = ({ state }: Job) => state === "done" || state === "twin" || state === "failed";
/** Too large, of no known format, damaged: the same file is refused again. */
export const isRefused = ({ reason }: Job) => reason instanceof Problem && [413, 415, 422].includes(reason.status);

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

export function add(files: readonly File[]): void {
  const fresh = pair(files).map(({ file, sidecar }) => jobOf(crypto.randomUUID(), file, sidecar));
  useJobs.setState(({ jobs }) => ({ jobs: [...(jobs.every(isOver) ? [] : jobs), ...fresh] }));
  work();
}

export const jobOf = (key: string, file: File, sidecar: File | null): Job => ({
  key, file, sidecar, state: "waiting", sent: 0, photo: null, reason: null,
});

/** What was kept on this device, and has its turn again. */
export function resume(kept: readonly Job[]): void {
  useJobs.setState(({ jobs }) => {
    const keys = new Set(kept.map(({ key }) => key));
    return { jobs: [...jobs.filter(({ key }) => !keys.has(key)), ...kept] };
  });
  work();
}

export const again = (key: string) => {
  change(key, { state: "waiting", sent: 0, reason: null });
  work();
};
export const clear = () => useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => !isOver(job)) }));

function work(): void {
  for (;;) {
    const { jobs } = useJobs.getState();
    const next = jobs.find(({ state }) => state === "waiting");
    if (!next || jobs.filter(isMoving).length >= AT_ONCE) return;
    change(next.key, { state: "hashing" });
    void upload(next).finally(work);
  }
}

async function upload(job: Job): Promise<void> {
  const { key } = job;
  try {
    const file = await smaller(job.file, useSettings.getState().longest);
    const sha256 = await hash(file);
    const twin = await knownAs(sha256);
    if (twin) change(key, { state: "twin", photo: twin });
    else {
      change(key, { state: "sending" });
      const receipt = await patiently({ ...job, file }, sha256);
      change(key, { state: receipt.status === "duplicate" ? "twin" : "done", photo: receipt.id, sent: 1 });
      await known.fetched(receipt.id);
    }
    await dropOutbox(key);
  } catch (error) {
    if (!(error instanceof Problem || error instanceof DOMException)) throw error;
    if (error instanceof Problem && (error.status === 0 || error.status === 401)) return keep(job);
    change(key, { state: "failed", reason: error });
    await dropOutbox(key);
  }
}

async function keep(job: Job): Promise<void> {
  await putOutbox({ key: job.key, file: job.file, sidecar: job.sidecar, at: Date.now() });
  change(job.key, { state: "kept", sent: 0 });
}

async function patiently(job: Job, sha256: string) {
  for (let tries = 1; ; tries++) {
    try {
      return await sendFile(job.file, job.sidecar, sha256, (sent) => change(job.key, { sent }));
    } catch (error) {
      if (!(error instanceof Problem) || ![429, 503].includes(error.status) || tries === PATIENCE) {
        if (error instanceof Problem && error.status === 0) useConnection.setState({ online: false });
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 2) * 1000));
    }
  }
}

addEventListener("beforeunload", (event) => useJobs.getState().jobs.some(isMoving) && event.preventDefault());

/** The files of this run, each with how far it is. Whatever happens to one costs the same however many they are. */
import { create } from "zustand";

import { Problem } from "@/api/client";
import { get, isGone, watch } from "@/photos/known";

export interface Job {
  key: string;
  file: File;
  sidecar: File | null;
  /** waiting: for its turn, or for the gateway. unwanted: it was deleted, and shall not come back. */
  state: "waiting" | "hashing" | "sending" | "done" | "twin" | "unwanted" | "failed";
  sent: number;
  reason: Problem | Error | null;
}

interface Tally {
  counts: Readonly<Record<Job["state"], number>>;
  /** Bytes of all files, and of what has gone. */
  whole: number;
  gone: number;
  moving: readonly Job[];
  /** Of those that were added: how many are still being looked at, and how many could not be. */
  looking: number;
  broken: number;
}

const NONE = { waiting: 0, hashing: 0, sending: 0, done: 0, twin: 0, unwanted: 0, failed: 0 };
const EMPTY: Tally = { counts: NONE, whole: 0, gone: 0, moving: [], looking: 0, broken: 0 };

export const useJobs = create<Tally>()(() => EMPTY);
const jobs = new Map<string, Job>();
const failures = new Map<string, Job>();
let watching: (() => void)[] = [];

export const isMoving = ({ state }: Job) => state === "hashing" || state === "sending";
const isOver = ({ state }: Job) => state === "done" || state === "twin" || state === "unwanted" || state === "failed";
/** Too large, of no known format, damaged: the same file is refused again. */
export const isRefused = ({ reason }: Pick<Job, "reason">) => reason instanceof Problem && [413, 415, 422].includes(reason.status);
export const sum = ({ waiting, hashing, sending, done, twin, unwanted, failed }: Tally["counts"]) => waiting + hashing + sending + done + twin + unwanted + failed;
export const open = ({ waiting, hashing, sending }: Tally["counts"]) => waiting + hashing + sending;

export const jobOf = (key: string, file: File, sidecar: File | null): Job => ({ key, file, sidecar, state: "waiting", sent: 0, reason: null });
export const job = (key: string) => jobs.get(key);
/** The first that failed. */
export function failed(most: number): Job[] {
  const found: Job[] = [];
  for (const one of failures.values()) if (found.push(one) === most) break;
  return found;
}

const gone = (job: Job) => job.file.size * (isOver(job) ? 1 : job.sent);

/** What was over before is no longer told of when more comes. */
export function enlist(fresh: readonly Job[]): void {
  if (!open(useJobs.getState().counts)) forget();
  for (const one of fresh) jobs.set(one.key, one);
  useJobs.setState(({ counts, whole }) => ({
    counts: { ...counts, waiting: counts.waiting + fresh.length },
    whole: whole + fresh.reduce((bytes, { file }) => bytes + file.size, 0),
  }));
}

export function change(key: string, some: Partial<Job>): void {
  const before = jobs.get(key);
  if (!before) return;
  const after = { ...before, ...some };
  jobs.set(key, after);
  if (after.state === "failed") failures.set(key, after);
  else failures.delete(key);
  useJobs.setState((tally) => {
    const counts = { ...tally.counts };
    counts[before.state]--;
    counts[after.state]++;
    const others = tally.moving.filter((one) => one.key !== key); // as few as go at a time
    return { counts, gone: tally.gone + gone(after) - gone(before), moving: isMoving(after) ? [...others, after] : others };
  });
}

/** Follows a photo that was added until it has been looked at. */
export function follow(photo: string): void {
  useJobs.setState(({ looking }) => ({ looking: looking + 1 }));
  const look = () => {
    const status = get(photo)?.status ?? "processing"; // what is not known yet has only just arrived
    if (status === "processing" && !isGone(photo)) return;
    stop();
    useJobs.setState(({ looking, broken }) => ({ looking: looking - 1, broken: broken + Number(status === "failed") }));
  };
  const stop = watch(photo, look);
  watching.push(stop);
  look();
}

/** What is over is told of no more. */
export function forget(): void {
  watching.forEach((stop) => stop());
  watching = [];
  failures.clear();
  for (const [key, one] of jobs) if (isOver(one)) jobs.delete(key);
  const rest = [...jobs.values()];
  useJobs.setState(({ counts, moving }) => ({
    ...EMPTY,
    moving,
    counts: { ...counts, done: 0, twin: 0, unwanted: 0, failed: 0 },
    whole: rest.reduce((bytes, { file }) => bytes + file.size, 0),
    gone: rest.reduce((bytes, one) => bytes + gone(one), 0),
  }));
}

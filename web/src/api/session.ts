/** Who is signed in. Cookies say so to the gateway; an access ends after minutes, and is renewed once for all tabs. */
import { create } from "zustand";

import { useSettings } from "@/base/settings";
import { become, isStillMine, mine } from "@/base/whose";

import type { Auth, Entered } from "./types";
import { ask, body, Problem, useConnection } from "./ask";

const KEY = "heliograph-access";
const EARLY = 60_000; // milliseconds before its end
const LATER = 30_000; // until it is tried again

/** What the gateway says of who asks; null until it has. */
export const useStanding = create<{ auth: Auth | null }>()(() => ({ auth: null }));

/** Whether who is signed in has no library of their own, so that nothing can be added. */
export const useIsGuest = () => useStanding(({ auth }) => auth?.account?.library === false);

/** The gateway has said whose this is, and it is still so: what waits may be sent. */
export const isSure = () => useStanding.getState().auth !== null && isStillMine();

/** By this device's clock: when it was renewed, and when it ends (milliseconds). */
interface Access {
  at: number;
  ends: number;
}
const noted = (): Access => JSON.parse(localStorage.getItem(KEY) ?? '{"at":0,"ends":0}') as Access;

/** The two clocks need not agree: what counts is how long it still lasts. */
function note(ends: string, answer: Response, at = Date.now()): void {
  const lasts = Date.parse(ends) - (Date.parse(answer.headers.get("date") ?? "") || Date.now());
  localStorage.setItem(KEY, JSON.stringify({ at, ends: Date.now() + lasts } satisfies Access));
}

/** Signed in, by any of the ways: they all answer alike. Raises Problem. */
export async function enter(path: string, content: object): Promise<Entered> {
  const answer = await ask(path, body("POST", content));
  const entered = (await answer.json()) as Entered;
  note(entered.access_ends, answer);
  return entered;
}

let renewing: Promise<boolean> | null = null;

/** Whether there is an access that is newer than `since`. Raises Problem when nobody can tell. */
export const renewed = async (since: number): Promise<boolean> => mine !== "" && renewedUnless(() => noted().at > since);

function renewedUnless(fresh: () => boolean): Promise<boolean> {
  renewing ??= alone(async () => fresh() || (await renew())).finally(() => (renewing = null));
  return renewing;
}

/** Locks are there only for pages that came by https; without them the gateway bears two tabs for some seconds. */
const alone = async (renewal: () => Promise<boolean>): Promise<boolean> => (navigator.locks ? navigator.locks.request("heliograph-access", renewal) : renewal());

async function renew(): Promise<boolean> {
  try {
    await enter("/auth/refresh", {});
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return false;
    throw error;
  }
}

export function keepRenewing(signal: AbortSignal): void {
  if (!mine) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const left = () => noted().ends - EARLY - Date.now();
  const plan = (pause = left()) => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(() => void run(), Math.max(0, pause));
  };
  const run = async () => {
    if (useConnection.getState().locked) return plan(LATER);
    try {
      const is = left() > 0 || (await renewedUnless(() => left() > 0));
      if (!is) useConnection.setState({ locked: true });
      plan(is ? Math.max(left(), 1000) : LATER);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      plan(LATER);
    }
  };
  plan();
  // Timers stand still while a device sleeps.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void run(), { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}

/** Asks until the gateway has said who this is. The app begins anew where this page took itself for another's. */
export async function stand(signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    try {
      return settle(await asked());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await answering(signal);
    }
  }
}

async function asked(): Promise<Auth> {
  const began = Date.now();
  const said = async () => {
    const answer = await ask("/auth");
    const auth = (await answer.json()) as Auth;
    if (auth.access_ends) note(auth.access_ends, answer, noted().at);
    return auth;
  };
  const auth = await said();
  // An access that has ended says nothing of whether the session has.
  return auth.accounts && !auth.account && (await renewed(began)) ? said() : auth;
}

function settle(auth: Auth): void {
  const { token } = useSettings.getState();
  if (!token) {
    // Who came in by a provider goes on where they were, as nothing of anybody's was here.
    if (auth.account && auth.account.id !== mine) return become(auth.account.id, mine ? "" : location.pathname + location.search);
    if (!auth.account && mine && !auth.accounts) return become("");
    if (auth.accounts && !auth.account) useConnection.setState({ locked: true });
  }
  useStanding.setState({ auth });
}

/** Until there was an answer to something, or for a while. */
function answering(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unwatch();
      resolve();
    };
    const timer = setTimeout(done, LATER);
    const unwatch = useConnection.subscribe((now, before) => now.online && !before.online && done());
    signal?.addEventListener("abort", done);
  });
}

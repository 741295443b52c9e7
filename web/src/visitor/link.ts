/** The link that a visitor came by: it is opened by what stands behind the # of its address, which no server is sent. */
import { create } from "zustand";

import { ask, body, Problem, problemOf } from "@/api/ask";
import type { LinkAbout } from "@/api/types";
import { LINK } from "@/base/at";

/** asking: a password is wanted, `wrong` where one was given. whole: the address was cut off. ended: it opens nothing. */
export type Visiting = { state: "opening" } | { state: "asking"; wrong: boolean } | { state: "whole" } | { state: "ended" } | { state: "open"; about: LinkAbout };

export const useVisit = create<Visiting>()(() => ({ state: "opening" }));
const be = (next: Visiting) => useVisit.setState(next, true);

const KEY = `heliograph-visited-${LINK}`;
// It leaves the address with the first photo that is opened.
const token = location.hash.slice(1);

/** Raises Problem where nobody can tell just now. */
export async function begin(): Promise<void> {
  // In this tab it was opened before: the browser still shows its cookie.
  if ((!token || sessionStorage.getItem(KEY)) && (await look())) return;
  if (token) await enter();
  else if (useVisit.getState().state !== "ended") be({ state: "whole" });
}

/** Opens it. Raises Problem for what is no answer to that, as too many attempts are. */
export async function enter(password?: string, name?: string): Promise<void> {
  const asking = useVisit.getState().state === "asking";
  try {
    const response = await fetch(`/l/${LINK}/open`, { ...body("POST", { token, password, ...(name && { name }) }), cache: "no-store" });
    if (!response.ok) throw problemOf(response.status, await response.text(), response.headers.get("retry-after"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.needs === "password") return be({ state: "asking", wrong: asking });
    if (error.status === 404) return be({ state: "ended" });
    throw error;
  }
  sessionStorage.setItem(KEY, "yes");
  await look();
}

/** Asks what the link is now -> whether the browser's cookie opens it. Raises Problem. */
export async function look(): Promise<boolean> {
  try {
    be({ state: "open", about: (await (await ask("/link")).json()) as LinkAbout });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    sessionStorage.removeItem(KEY);
    if (error.status === 404) be({ state: "ended" });
    else if (error.status !== 401) throw error;
    return false;
  }
}

/** Something was refused that was there: the link may have ended, or the day that a visit lasts. */
export async function check(): Promise<void> {
  if (!(await look()) && useVisit.getState().state !== "ended") await begin();
}

export async function callMe(name: string): Promise<void> {
  await ask("/link/name", body("POST", { name }));
  await look();
}

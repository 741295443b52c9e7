/** One question to the gateway: the token, the reader's language, problems as errors. */
import { create } from "zustand";

import { at, LINK } from "@/base/at";
import { choose, useSettings } from "@/base/settings";
import { chosen } from "@/base/words";

/** What went wrong, in the gateway's own sentence. status 0: it did not answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly retryAfter: number | null = null,
    /** What kind of error it is, for who does not read English. */
    readonly kind: string | null = null,
    /** What would let it through: a code of a second factor, or a proof that it is still the same person. */
    readonly needs: string | null = null,
  ) {
    super(detail);
  }
}

/** Whether the gateway answers, and whether it wants a token or a sign-in that we do not have. What the browser kept
 * says nothing of that: only answers that are never kept are heard (`ask`), and a proxy that found nobody is as good as
 * silence. */
export const useConnection = create<{ online: boolean; locked: boolean; refused: boolean }>()(() => ({
  online: true,
  locked: false,
  refused: false,
}));

/** Without a token the browser's cookies say who asks. */
export function authorization(): Record<string, string> {
  const { token } = useSettings.getState();
  return token && !LINK ? { Authorization: `Bearer ${token}` } : {};
}

/** In which language the gateway says what it knows, where it is another than the browser tells. */
export function reading(): Record<string, string> {
  const language = chosen();
  return language ? { "Accept-Language": language } : {};
}

declare global {
  interface Window {
    /** What public/early.js asked: path -> the answer, or why there is none. */
    early?: Record<string, Promise<Response | Error>>;
  }
}
window.early ??= {}; // from here on the app asks by itself

/** The answer to what was asked before the app was there, once. */
async function early(path: string): Promise<Response | null> {
  const asked = window.early?.[path];
  if (!asked) return null;
  delete window.early?.[path];
  const answer = await asked;
  if (answer instanceof Error) throw answer;
  return answer;
}

export const NOBODY = [502, 504]; // statuses with which a proxy says that it found no gateway

/** Raises Problem when the gateway refuses or does not answer. */
export async function ask(path: string, options: RequestInit = {}): Promise<Response> {
  const { cache = "no-store" } = options;
  let response: Response;
  try {
    response = (await early(path)) ?? (await fetch(at(path), { ...options, cache, headers: { ...(options.headers as Record<string, string>), ...reading(), ...authorization() } }));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw silence();
  }
  if (NOBODY.includes(response.status)) throw silence();
  if (cache === "no-store") useConnection.setState({ online: true });
  if (response.ok) return response;
  throw problemOf(response.status, await response.text(), response.headers.get("retry-after"));
}

/** What `ask` is given for a body of JSON. */
export const body = (method: string, content?: unknown): RequestInit => ({
  method,
  ...(content !== undefined && { body: JSON.stringify(content), headers: { "Content-Type": "application/json" } }),
});

/** Notes that nobody answered, and returns what that is called. */
export function silence(): Problem {
  useConnection.setState({ online: false });
  return new Problem(0, "");
}

export function problemOf(status: number, body: string, retryAfter: string | null): Problem {
  let said: { detail?: string; kind?: string | null; needs?: string | null } = {};
  try {
    said = (JSON.parse(body) as typeof said | null) ?? {};
  } catch {
    // A proxy in between answers with a page of its own: its status says more than its markup.
  }
  return new Problem(status, said.detail ?? "", retryAfter ? Number(retryAfter) || null : null, said.kind ?? null, said.needs ?? null);
}

export function unlock(token: string): void {
  choose({ token: token.trim() });
  useConnection.setState({ locked: false });
}

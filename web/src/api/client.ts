/** The way to the gateway: the token, problems as errors, pictures. */
import { create } from "zustand";

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
  ) {
    super(detail);
  }
}

/** Whether the gateway answers, and whether it wants a token that we do not have. What the browser kept says nothing of
 * that: only answers that are never kept are heard (`call`), and a proxy that found nobody is as good as silence. */
export const useConnection = create<{ online: boolean; locked: boolean; refused: boolean }>()(() => ({
  online: true,
  locked: false,
  refused: false,
}));

export function authorization(): Record<string, string> {
  const { token } = useSettings.getState();
  return token ? { Authorization: `Bearer ${token}` } : {};
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
export async function call(path: string, options: RequestInit = {}): Promise<Response> {
  const { cache = "no-store" } = options;
  const sent = authorization();
  let response: Response;
  try {
    response = (await early(path)) ?? await fetch(path, { ...options, cache, headers: { ...(options.headers as Record<string, string>), ...reading(), ...sent } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw silence();
  }
  if (NOBODY.includes(response.status)) throw silence();
  if (cache === "no-store") useConnection.setState({ online: true });
  if (response.ok) return response;
  const problem = problemOf(response.status, await response.text(), response.headers.get("retry-after"));
  // One that was on its way when the token was given says nothing of that.
  if (problem.status === 401 && sent.Authorization === authorization().Authorization) useConnection.setState({ locked: true, refused: Boolean(sent.Authorization) });
  throw problem;
}

/** Notes that nobody answered, and returns what that is called. */
export function silence(): Problem {
  useConnection.setState({ online: false });
  return new Problem(0, "");
}

export async function json<T>(path: string, options?: RequestInit): Promise<T> {
  return (await (await call(path, options)).json()) as T;
}

export const send = <T>(method: string, path: string, body: unknown) =>
  json<T>(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });

export function problemOf(status: number, body: string, retryAfter: string | null): Problem {
  let said: { detail?: string; kind?: string | null } = {};
  try {
    said = (JSON.parse(body) as typeof said | null) ?? {};
  } catch {
    // A proxy in between answers with a page of its own: its status says more than its markup.
  }
  return new Problem(status, said.detail ?? "", retryAfter ? Number(retryAfter) || null : null, said.kind ?? null);
}

export function unlock(token: string): void {
  choose({ token: token.trim() });
  useConnection.setState({ locked: false });
}

/** A query string; empty values are left out, lists are repeated. */
export function query(values: Record<string, string | number | boolean | readonly string[] | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") search.append(name, String(one));
    }
  }
  return search.toString();
}

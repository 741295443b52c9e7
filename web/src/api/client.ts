/** The way to the gateway. What ends by itself is renewed and what wants a proof asks for it; then it is asked again. */
import { ask, authorization, body, Problem, useConnection } from "./ask";
import { proven } from "./proof";
import { renewed } from "./session";

export { authorization, NOBODY, Problem, problemOf, reading, silence, unlock, useConnection } from "./ask";

/** Asks until it is answered, once more for each thing that could be mended. Raises Problem. */
export async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (const mended = new Set<number>(); ; ) {
    const [began, { Authorization: token }] = [Date.now(), authorization()];
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const again = !mended.has(error.status) && (error.status === 401 ? !token && (await renewed(began)) : error.needs === "proof" && (await proven()));
      if (again) mended.add(error.status);
      else {
        // One that was on its way when the token was given says nothing of that.
        if (error.status === 401 && token === authorization().Authorization) useConnection.setState({ locked: true, refused: Boolean(token) });
        throw error;
      }
    }
  }
}

/** Raises Problem when the gateway refuses or does not answer. */
export const call = (path: string, options: RequestInit = {}): Promise<Response> => persistently(() => ask(path, options));

export async function json<T>(path: string, options?: RequestInit): Promise<T> {
  return (await (await call(path, options)).json()) as T;
}

export const send = <T>(method: string, path: string, content: unknown) => json<T>(path, body(method, content));

/** Where there is nothing to be said in answer. */
export const act = async (method: string, path: string, content?: unknown): Promise<void> => void (await call(path, body(method, content)));

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

/** The way to the gateway: the token, problems as errors, pictures, live events. */

import { one } from "./dom.js";

const KEY = "heliograph-token";

/** What went wrong, in the gateway's own sentence. status 0: it did not answer. */
export class Problem extends Error {
  constructor(status, detail, retryAfter = null) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export const SILENT = "Heliograph does not answer. Is it still running?";

export function authorization() {
  const token = sessionStorage.getItem(KEY);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Throws Problem when the gateway refuses or does not answer; asks for the token when it wants one. */
export async function call(path, options = {}) {
  for (;;) {
    const sent = authorization();
    let response;
    try {
      response = await fetch(path, { ...options, headers: { ...options.headers, ...sent } });
    } catch (error) {
      throw error.name === "AbortError" ? error : new Problem(0, SILENT);
    }
    if (response.ok) return response;
    if (response.status !== 401) throw problem(response.status, await response.text(), response.headers.get("retry-after"));
    await unlock(sent.Authorization);
  }
}

export async function json(path, options) {
  return (await call(path, options)).json();
}

/** The address of a picture that only this page can use. Whoever asks revokes it. */
export async function picture(path, signal) {
  return URL.createObjectURL(await (await call(path, { signal })).blob());
}

export function problem(status, body, retryAfter) {
  let detail = `Heliograph answered ${status}.`;
  try {
    detail = JSON.parse(body).detail ?? detail;
  } catch {
    // A proxy in between answers with a page of its own: its status says more than its markup.
  }
  return new Problem(status, detail, retryAfter);
}

let asking = null;

/** Settles once the reader gave another token than the `refused` one. */
export function unlock(refused) {
  if (authorization().Authorization !== refused) return Promise.resolve();
  asking ??= new Promise((resolve) => {
    const dialog = one("#token");
    const field = one("input", dialog);
    one("#token-refused").textContent = refused ? "That token was not accepted." : "";
    field.value = "";
    dialog.oncancel = (event) => event.preventDefault();
    dialog.onclose = () => {
      if (!field.value) return dialog.showModal();
      sessionStorage.setItem(KEY, field.value.trim());
      asking = null;
      return resolve();
    };
    dialog.showModal();
  });
  return asking;
}

/** Calls `heard(name, data)` for every live event, for ever; "hello" after each connection, "lost" when it breaks. */
export async function listen(heard) {
  for (let pause = 1; ; pause = Math.min(30, pause * 2)) {
    try {
      const response = await call("/events", { headers: { Accept: "text/event-stream" }, cache: "no-store" });
      for await (const [name, data] of messages(response.body)) {
        pause = 1;
        heard(name, data);
      }
    } catch (error) {
      // A stream that breaks off is a TypeError; anything else is a bug of this page.
      if (!(error instanceof Problem || error instanceof TypeError)) throw error;
    }
    heard("lost", {});
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  }
}

async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (text + value.replaceAll("\r", "")).split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) ?? []));
      if (fields.event) yield [fields.event, JSON.parse(fields.data)];
    }
  }
}

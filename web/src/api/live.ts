/** The gateway's live events, for ever: a stream that breaks is opened again. */
import { EventSourceParserStream, type EventSourceMessage } from "eventsource-parser/stream";

import { call, Problem, useConnection } from "./client";

export interface Heard {
  name: "hello" | "lost" | "uploaded" | "progressed" | "deleted" | "changed"; // changed: what a feature found is another now
  photo: string;
  stages: string[];
  status: string;
  feature: string;
}

const EMPTY = { photo: "", stages: [], status: "", feature: "" };

export async function listen(heard: (event: Heard) => void, signal: AbortSignal): Promise<void> {
  for (let pause = 1; !signal.aborted; pause = Math.min(30, pause * 2)) {
    try {
      const options = { headers: { Accept: "text/event-stream" }, cache: "no-store", signal } as const;
      const response = await call("/events", options);
      if (response.body)
        for await (const { event, data } of messages(response.body)) {
          pause = 1;
          if (event) heard({ ...EMPTY, ...(JSON.parse(data) as object), name: event as Heard["name"] });
        }
    } catch (error) {
      if (signal.aborted) return;
      // A stream that breaks off is a TypeError; anything else is a bug of this page.
      if (!(error instanceof Problem || error instanceof TypeError)) throw error;
    }
    heard({ ...EMPTY, name: "lost" });
    await pausing(pause);
  }
}

/** Until the time is over or the network comes back; where a token or a sign-in is wanted, until that is there. */
function pausing(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      unwatch();
      resolve();
    };
    const timer = setTimeout(() => useConnection.getState().locked || done(), seconds * 1000);
    addEventListener("online", done);
    const unwatch = useConnection.subscribe((now, before) => before.locked && !now.locked && done());
  });
}

/** By a reader: not every browser walks through a stream by itself. */
export async function* messages(body: ReadableStream<Uint8Array>): AsyncGenerator<EventSourceMessage> {
  const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
  const reader = text.pipeThrough(new EventSourceParserStream()).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

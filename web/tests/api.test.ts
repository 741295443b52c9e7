import { describe, expect, it } from "vitest";

import { problemOf, query } from "@/api/client";
import { messages } from "@/api/live";
import { gauges } from "@/library/gauges";

function stream(...pieces: string[]): ReadableStream<Uint8Array> {
  const coder = new TextEncoder();
  return new ReadableStream({
    start(control) {
      pieces.forEach((piece) => control.enqueue(coder.encode(piece)));
      control.close();
    },
  });
}

describe("live events", () => {
  it("are whole, however the network cuts them", async () => {
    const found: string[][] = [];
    const pieces = ["event: up", "loaded\r\nda", 'ta: {"photo":"ü', '"}\n', "\n: ping\n\nevent: hello\ndata: {\ndata: }\n\nevent: cut"];
    for await (const { event, data } of messages(stream(...pieces))) found.push([event ?? "", data]);
    expect(found).toEqual([["uploaded", '{"photo":"ü"}'], ["hello", "{\n}"]]);
  });
});

describe("problems", () => {
  it("speak in the gateway's words", () => {
    const problem = problemOf(429, '{"detail":"Too many."}', "7");
    expect([problem.status, problem.message, problem.retryAfter]).toEqual([429, "Too many.", 7]);
  });
  it.each(["<html>", "", "null", "[]"])("of a proxy, %j, have none", (body) => expect(problemOf(502, body, null).message).toBe(""));
});

it("a query leaves out what is empty, and repeats lists", () => {
  expect(query({ q: "a b", tag: ["x", "y"], after: null, order: "" })).toBe("q=a+b&tag=x&tag=y");
});

it("metrics tell photos by status, and what waits in queues", () => {
  const text = '# HELP x\nheliograph_photos{status="failed"} 2.0\nheliograph_damaged_originals 3.0\nheliograph_queue_depth{queue="ocr",state="ready"} 3.0\nheliograph_queue_depth{queue="ocr",state="in_flight"} 1.0\nheliograph_queue_depth{queue="ocr",state="dead"} 9.0\n';
  expect(gauges(text)).toEqual({ photos: { processing: 0, ready: 0, failed: 2 }, damaged: 3, queues: { ocr: 4 } });
});

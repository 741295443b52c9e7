import { afterEach, describe, expect, it, vi } from "vitest";

import { call, useConnection } from "@/api/client";
import { startProbing } from "@/api/online";

const answering = (...answers: (Response | Error)[]) => {
  const asked = vi.fn(() => {
    const answer = answers.shift() ?? new TypeError("nobody");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  vi.stubGlobal("fetch", asked);
  return asked;
};
const online = () => useConnection.getState().online;

describe("online", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
    useConnection.setState({ online: true, locked: false });
  });

  it("means that the gateway answered, whatever it said", async () => {
    useConnection.setState({ online: false });
    answering(new Response("{}", { status: 404 }));
    await expect(call("/photo/x")).rejects.toMatchObject({ status: 404 });
    expect(online()).toBe(true);
  });

  it("is not said by what the browser kept", async () => {
    useConnection.setState({ online: false });
    answering(new Response("picture"));
    await call("/photo/x/thumbnail", { cache: "default" });
    expect(online()).toBe(false);
  });

  it.each([502, 504])("is not said by a proxy that found nobody: %i", async (status) => {
    answering(new Response("<html>", { status }));
    await expect(call("/photos")).rejects.toMatchObject({ status: 0 });
    expect(online()).toBe(false);
  });

  it("comes back by itself: a silent gateway is asked, ever less often, until it answers", async () => {
    vi.useFakeTimers();
    const asked = answering(new TypeError("nobody"), new TypeError("nobody"), new Response("ok"));
    const stop = new AbortController();
    startProbing(stop.signal);
    useConnection.setState({ online: false });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1999);
    expect(asked).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(4000);
    expect(online()).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveBeenCalledTimes(3);
    stop.abort();
  });
});

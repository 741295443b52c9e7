import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { forgetAll, outbox } from "@/offline/store";
import { change, enlist, failed, forget, jobOf, open, sum, useJobs } from "@/upload/jobs";
import { allWritten, left, ofHowMany, remains, useMissing, writeDown, written } from "@/upload/outbox";

const chosen = (count: number, letters = 10) => Array.from({ length: count }, (_, n) => ({ file: new File(["x".repeat(letters)], `${n}.jpg`), sidecar: null }));
const used = async () => (await outbox()).reduce((sum, { file, size }) => sum + (file ? size : 0), 0);
const room = (quota: number) => vi.stubGlobal("navigator", { ...navigator, storage: { estimate: async () => ({ quota, usage: await used() }) } });
const kept = async () => (await outbox()).map(({ name, file }) => `${name} ${file ? "whole" : "name"}`).sort();

describe("what was chosen", () => {
  beforeEach(async () => {
    await forgetAll();
    useMissing.setState({ missing: [] });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is written down before it is sent, and is gone when it was", async () => {
    room(1e9);
    const [first, second] = await writeDown(chosen(2));
    await written(second?.key ?? "");
    expect(await kept()).toEqual(["0.jpg whole", "1.jpg whole"]);
    expect(allWritten()).toBe(true);
    await left(first?.key ?? "");
    expect(await kept()).toEqual(["1.jpg whole"]);
    await left(second?.key ?? "");
  });

  it("has at least its names written where the browser has no room, and more when some have gone", async () => {
    room(35); // of which half of what is free is used: one file of ten bytes, then another
    const held = await writeDown(chosen(4));
    for (const { key } of held) await written(key);
    expect((await kept()).filter((one) => one.endsWith("whole"))).toHaveLength(2);
    expect(await kept()).toHaveLength(4);
    expect(allWritten()).toBe(false);

    // What a later page finds.
    const found = await remains(() => false);
    expect(found.map(({ name }) => name)).toEqual(["0.jpg", "1.jpg"]);
    const { missing } = useMissing.getState();
    expect([missing.length, ofHowMany(missing)]).toEqual([2, 4]);

    // Chosen again, they take their own places; what is no longer missing comes as new.
    room(1e9);
    const again = await writeDown(chosen(3).slice(2));
    expect(again.map(({ key }) => key)).toEqual([held[2]?.key]);
    expect(useMissing.getState().missing.map(({ name }) => name)).toEqual(["3.jpg"]);
    for (const { key } of held) await left(key);
    expect(await outbox()).toEqual([]);
  });
});

describe("the tally of a run", () => {
  it("follows every change, and forgets what is over", () => {
    enlist(chosen(5).map(({ file }, n) => jobOf(`k${n}`, file, null)));
    expect([open(useJobs.getState().counts), useJobs.getState().whole]).toEqual([5, 50]);
    change("k0", { state: "hashing" });
    change("k0", { state: "sending", sent: 0.5 });
    change("k1", { state: "twin" });
    change("k2", { state: "failed", reason: new Error("no") });
    const { counts, gone, moving } = useJobs.getState();
    expect([counts.waiting, counts.sending, counts.twin, counts.failed, sum(counts)]).toEqual([2, 1, 1, 1, 5]);
    expect([gone, moving.map(({ key }) => key), failed(9).map(({ key }) => key)]).toEqual([25, ["k0"], ["k2"]]);
    change("k2", { state: "waiting", reason: null });
    expect(failed(9)).toEqual([]);
    forget();
    expect([sum(useJobs.getState().counts), useJobs.getState().whole, useJobs.getState().gone]).toEqual([4, 40, 5]);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";

import type { Photo } from "@/api/types";
import { dateChange, locationOf, type Typed } from "@/edit/change";
import { change, remove } from "@/photos/actions";
import * as known from "@/photos/known";

const TYPED: Typed = { way: "date", day: "", time: "", later: true, apart: { days: 0, hours: 0, minutes: 0 }, zone: "" };

describe("what is typed of a date", () => {
  it("is asked for once it is whole", () => {
    expect(dateChange(TYPED)).toBeNull();
    expect(dateChange({ ...TYPED, day: "2019-07-04" })).toEqual({ kind: "date", taken_at: "2019-07-04" });
    expect(dateChange({ ...TYPED, day: "2019-07-04", time: "15:30" })).toEqual({ kind: "date", taken_at: "2019-07-04T15:30:00" });
  });

  it("moves earlier or later", () => {
    expect(dateChange({ ...TYPED, way: "shift" })).toBeNull();
    const apart = { days: 1, hours: 2, minutes: 3 };
    expect(dateChange({ ...TYPED, way: "shift", apart })).toEqual({ kind: "shift", seconds: 93_780 });
    expect(dateChange({ ...TYPED, way: "shift", apart, later: false })).toEqual({ kind: "shift", seconds: -93_780 });
  });

  it("keeps the clock or the moment", () => {
    expect(dateChange({ ...TYPED, way: "clock", zone: " Europe/Rome " })).toEqual({ kind: "zone", zone: "Europe/Rome", keep: "clock" });
    expect(dateChange({ ...TYPED, way: "instant", zone: "+02:00" })).toEqual({ kind: "zone", zone: "+02:00", keep: "instant" });
    expect(dateChange({ ...TYPED, way: "clock" })).toBeNull();
  });
});

it("a place is one of the library's, or degrees", () => {
  const places = new Map([["Arezzo, Tuscany, Italy", [11.88, 43.463] as const]]);
  expect(locationOf("Arezzo, Tuscany, Italy", places)).toEqual({ latitude: 43.463, longitude: 11.88 });
  expect(locationOf("-33.9, 151.2", places)).toEqual({ latitude: -33.9, longitude: 151.2 });
  expect(locationOf("91, 0", places)).toBeNull();
  expect(locationOf("Arez", places)).toBeNull();
});

describe("many photos", () => {
  afterEach(() => vi.unstubAllGlobals());

  function answering(status: number, body: unknown) {
    const fetched = vi.fn<typeof fetch>(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
    vi.stubGlobal("fetch", fetched);
    return fetched;
  }
  const photo = (id: string) => known.put({ id, rating: 1, tags: [], status: "ready", day: "2019-07-04", stages: {} } as unknown as Photo);

  it("are deleted by one call that outlives the page", async () => {
    const fetched = answering(200, { count: 2, action: null });
    remove(["a", "b"]);
    expect(known.isGone("a")).toBe(true);
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    const [path, options] = fetched.mock.calls[0] ?? [];
    expect([path, options?.keepalive]).toEqual(["/photos/edit", true]);
    expect(JSON.parse(options?.body as string)).toEqual({ ids: ["a", "b"], change: { kind: "delete" } });
  });

  it("are here again when the gateway does not take it", async () => {
    answering(503, { detail: "Not now." });
    photo("c");
    remove(["c"]);
    await vi.waitFor(() => expect(known.isGone("c")).toBe(false));
    photo("d");
    await change(["d"], { kind: "rating", rating: 5 });
    expect(known.get("d")?.rating).toBe(1);
  });
});

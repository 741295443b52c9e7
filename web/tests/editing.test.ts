import { afterEach, describe, expect, it, vi } from "vitest";

import type { Photo } from "@/api/types";
import { beside } from "@/edit/beside";
import { dateChange, degreesOf, type Typed } from "@/edit/change";
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

it("degrees are read as maps write them", () => {
  const arezzo = { latitude: 43.463, longitude: 11.88 };
  for (const text of ["43.463, 11.880", "43.463 11.88", "43.463° N, 11.88° E", "43.463;11.88"]) expect(degreesOf(text)).toEqual(arezzo);
  expect(degreesOf("33.9° s, 151.2 W")).toEqual({ latitude: -33.9, longitude: -151.2 });
  expect(degreesOf("-33.9, 151.2")).toEqual({ latitude: -33.9, longitude: 151.2 });
  for (const text of ["91, 0", "0, 181", "Arezzo", "43.463", "Road 5, 12"]) expect(degreesOf(text)).toBeNull();
});

describe("photos beside those that have no place", () => {
  const at = (id: string, city: string | null) =>
    known.put({ id, tags: [], place: city && { city }, location: city && { latitude: city.length, longitude: 1 } } as unknown as Photo);
  const ids = ["n0", "n1", "n2", "n3", "n4", "n5", "n6"];

  it("tell theirs, the nearest first and each once", () => {
    ["Rome", "Pisa", "Pisa", null, null, "Arezzo", "Siena"].forEach((city, index) => at(ids[index] ?? "", city));
    expect(beside(["n3"], ids).map(({ id }) => id)).toEqual(["n2", "n5", "n0"]);
    expect(beside(["n3", "n4"], ids, 2).map(({ id }) => id)).toEqual(["n2", "n5"]);
    expect(beside(["n0", "n6"], ids, 1).map(({ id }) => id)).toEqual(["n1"]); // between them
    expect(beside(["elsewhere"], ids)).toEqual([]);
  });
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

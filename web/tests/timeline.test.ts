import { describe, expect, it } from "vitest";

import { asQuery, daysOf, filterOf } from "@/api/filter";
import { unlike } from "@/photos/actions";
import { step } from "@/photos/keys";
import { lines, type Line } from "@/photos/layout";
import { neighbours } from "@/photos/list";
import { marks } from "@/photos/marks";
import { between, chooseAll, clearSelection, extend, toggle, useSelection } from "@/photos/selection";

describe("filters", () => {
  it.each([
    ["2024-02", "2024-02-29"],
    ["2023-02", "2023-02-28"],
    ["2023-12", "2023-12-31"],
    ["2023-04", "2023-04-30"],
  ])("%s ends on %s", (month, last) => expect(daysOf(month)).toEqual({ from: `${month}-01`, to: last }));

  it("comes back from its own address", () => {
    const filter = { tag: ["cat", "snow & ice"], favourite: "true", box: "1,2,3,4" };
    expect(filterOf(new URLSearchParams(asQuery(filter)))).toEqual(filter);
  });

  it("leaves out what it does not know", () => expect(filterOf(new URLSearchParams("photo=1&tag=cat"))).toEqual({ tag: "cat" }));
});

describe("the scrubber", () => {
  it("names each year once, where it begins, and none too near another", () => {
    const found = marks(["2024-08", "2024-01", "2023-12", "2022-01"], [0, 100, 500, 510], 1000);
    expect(found).toEqual([
      { year: "2024", share: 0 },
      { year: "2023", share: 0.5 },
    ]);
  });
  it("has nothing to name in an empty library", () => expect(marks([], [], 0)).toEqual([]));
});

describe("choosing", () => {
  const list = ["a", "b", "c", "d", "e"];

  it.each([
    ["b", "d", ["b", "c", "d"]],
    ["d", "b", ["b", "c", "d"]],
    ["c", "c", ["c"]],
    ["gone", "c", ["c"]],
  ])("from %s to %s", (one, other, found) => expect(between(list, one, other)).toEqual(found));

  it("grows and shrinks with the pull, and keeps what was chosen before", () => {
    clearSelection();
    toggle("a");
    toggle("c");
    const before = useSelection.getState().chosen;
    extend(list, "e", before);
    expect([...useSelection.getState().chosen].sort()).toEqual(["a", "c", "d", "e"]);
    extend(list, "d", before);
    expect([...useSelection.getState().chosen].sort()).toEqual(["a", "c", "d"]);
  });

  it("takes all of a month, and all of it back", () => {
    clearSelection();
    chooseAll(["a", "b"]);
    expect(useSelection.getState().chosen.size).toBe(2);
    chooseAll(["a", "b"]);
    expect(useSelection.getState().chosen.size).toBe(0);
  });
});

describe("walking by keys", () => {
  const tiles = Array.from({ length: 12 }, (_, n) => ({ id: `p${n}`, ratio: 1 }));
  const all: Line[] = lines([{ key: "m", count: 12, tiles }], 412, 100, 40);

  it.each([
    ["p0", "ArrowRight", "p1"],
    ["p3", "ArrowRight", "p4"],
    ["p4", "ArrowLeft", "p3"],
    ["p1", "ArrowDown", "p5"],
    ["p5", "ArrowUp", "p1"],
    ["p7", "Home", "p0"],
    ["p2", "End", "p11"],
  ])("%s %s", (from, key, to) => expect(step(all, from, key)?.id).toBe(to));

  it.each([
    ["p0", "ArrowLeft"],
    ["p0", "ArrowUp"],
    ["p11", "ArrowRight"],
    ["p11", "ArrowDown"],
    ["gone", "ArrowDown"],
  ])("nothing lies beyond: %s %s", (from, key) => expect(step(all, from, key)).toBeNull());
});

it("a photo's neighbours are those beside it", () => {
  expect(neighbours(["a", "b", "c"], "b")).toEqual({ before: "a", after: "c" });
  expect(neighbours(["a"], "a")).toEqual({ before: undefined, after: undefined });
  expect(neighbours(["a"], "gone")).toEqual({ before: undefined, after: undefined });
});

it("two photos of one name are two files in a zip", () => {
  const taken = new Set<string>();
  expect(["a.jpg", "a.jpg", "a.jpg", "b", "b", ".hidden", ".hidden"].map((name) => unlike(name, taken))).toEqual(["a.jpg", "a (2).jpg", "a (3).jpg", "b", "b (2)", ".hidden", ".hidden (2)"]);
});

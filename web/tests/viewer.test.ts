import { describe, expect, it } from "vitest";

import { axisOf, bounded, CLOSEST, FITTED, meant, zoomed } from "@/viewer/zoom";

describe("zoom", () => {
  it("keeps the point under the finger where it is", () => {
    const [px, py] = [120, -40];
    const before = { x: 10, y: 20, scale: 1.5 };
    const after = zoomed(before, 1.7, px, py);
    // The same point of the photo, in its own measure, lies there before and after.
    expect((px - after.x) / after.scale).toBeCloseTo((px - before.x) / before.scale, 9);
    expect((py - after.y) / after.scale).toBeCloseTo((py - before.y) / before.scale, 9);
  });
  it("never lies smaller than fitted, or nearer than the limit", () => {
    expect(zoomed({ x: 5, y: 5, scale: 1.2 }, 0.1, 0, 0)).toEqual(FITTED);
    expect(zoomed(FITTED, 1000, 0, 0).scale).toBe(CLOSEST);
  });
  it("shows no emptiness beside a photo that is larger than its room", () => {
    const lie = bounded({ x: 9999, y: -9999, scale: 2 }, { width: 800, height: 300 }, { width: 1000, height: 700 });
    expect(lie).toEqual({ x: 300, y: -0, scale: 2 });
  });
});

describe("a swipe", () => {
  it.each([
    [-200, 10, 400, "next"],
    [200, -10, 400, "previous"],
    [-40, 2, 120, "next"], // a flick
    [-40, 2, 600, null], // a hesitation
    [5, 200, 400, "close"],
    [5, -200, 400, "info"],
    [150, 150, 400, null],
    [0, 0, 50, null],
  ])("of %i, %i in %i ms means %s", (dx, dy, ms, swipe) => expect(meant(dx, dy, ms)).toBe(swipe));
});

it.each([
  [3, -4, null], // not clear yet
  [-20, 8, "x"],
  [8, 20, "y"],
])("a finger moved by %i, %i goes along %s", (dx, dy, axis) => expect(axisOf(dx, dy)).toBe(axis));

import { expect, it } from "vitest";

import { between, grownBy, isLargeEnough, movedBy, type Box } from "@/viewer/box";

const near = (box: Box, wanted: Box) => box.forEach((share, place) => expect(share).toBeCloseTo(wanted[place] ?? NaN));

it("a box lies between two corners, whichever way it was drawn, and on the photo", () => {
  near(between([0.6, 0.7], [0.2, 0.1]), [0.2, 0.1, 0.6, 0.7]);
  near(between([0.5, 0.5], [1.4, -0.2]), [0.5, 0, 1, 0.5]);
});

it("one that is moved keeps its size, and stops where the photo ends", () => {
  near(movedBy([0.2, 0.2, 0.4, 0.5], 0.1, -0.1), [0.3, 0.1, 0.5, 0.4]);
  near(movedBy([0.2, 0.2, 0.4, 0.5], 0.9, -0.9), [0.8, 0, 1, 0.3]);
});

it("one grows and shrinks about its middle, and never to nothing", () => {
  near(grownBy([0.2, 0.2, 0.4, 0.4], 0.1, 0), [0.15, 0.2, 0.45, 0.4]);
  const small = grownBy([0.2, 0.2, 0.22, 0.22], -0.5, -0.5);
  expect(isLargeEnough(small.map((share, place) => share + (place > 1 ? 1e-9 : 0)) as Box)).toBe(true);
});

it("a slip of the hand is no box", () => {
  expect(isLargeEnough([0.2, 0.2, 0.205, 0.6])).toBe(false);
  expect(isLargeEnough([0.2, 0.2, 0.4, 0.4])).toBe(true);
});

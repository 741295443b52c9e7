import { expect, it } from "vitest";

import type { Point } from "@/api/types";
import { middleOf, unwrapped } from "@/map/land";
import { byMonth, clusters, following, shared, ways, within } from "@/map/points";

const point = (id: string, longitude: number, latitude: number, ...places: string[]): Point => [id, longitude, latitude, "2023-07-14", places];

it("a ring of land goes on beyond the 180th meridian", () => {
  expect(unwrapped([[160, 1], [-175, 2], [-170, 3], [165, 4]])).toEqual([[160, 1], [185, 2], [190, 3], [165, 4]]);
  // It may begin on the far side: most of it decides where it is drawn.
  expect(unwrapped([[-179, 1], [100, 2], [20, 3], [100, 4]])).toEqual([[181, 1], [100, 2], [20, 3], [100, 4]]);
});

it("a country's name stands in the middle of its largest part", () => {
  const square = (west: number, side: number) => [[[west, 0], [west + side, 0], [west + side, side], [west, side], [west, 0]]];
  expect(middleOf({ type: "MultiPolygon", coordinates: [square(0, 2), square(10, 6), square(40, 1)] })).toEqual({ longitude: 13, latitude: 3, width: 6 });
  expect(middleOf({ type: "LineString", coordinates: [[0, 0], [1, 1]] })).toBeNull();
});

it("months without photos stand between those with some", () => {
  const on = (day: string): Point => ["a", 0, 0, day, []];
  expect(byMonth([on("2023-11-05"), on("2024-01-01"), on("2024-01-31")])).toEqual([["2023-11", 1], ["2023-12", 0], ["2024-01", 2]]);
  expect(byMonth([])).toEqual([]);
  expect(following("2023-12")).toBe("2024-01");
});

it.each([
  [["Arezzo", "Tuscany", "Italy"], ["Arezzo", "Tuscany", "Italy"], ["Arezzo", "Tuscany", "Italy"]],
  [["Arezzo", "Tuscany", "Italy"], ["Siena", "Tuscany", "Italy"], ["Tuscany", "Italy"]],
  [["Arezzo", "Tuscany", "Italy"], ["Italy"], ["Italy"]],
  [["Arezzo", "Tuscany", "Italy"], ["Fiji"], []],
  [["Fiji"], [], []],
])("%j and %j share %j", (one, other, both) => expect(shared(one, other)).toEqual(both));

it("a cluster is called by what its photos have in common", () => {
  const index = clusters([point("a", 11.88, 43.46, "Arezzo", "Tuscany", "Italy"), point("b", 11.33, 43.32, "Siena", "Tuscany", "Italy"), point("c", 178, -17, "Fiji")]);
  const named = index.getClusters([-180, -85, 180, 85], 3).map(({ properties: { places } }) => places[0]);
  expect(named.sort()).toEqual(["Fiji", "Tuscany"]);
});

it("what lies in a box may lie across the 180th meridian", () => {
  const all = [point("arezzo", 11.88, 43.46), point("fiji", 179.9, -16.5), point("samoa", -179.9, -16.6)];
  const ids = (...box: [number, number, number, number]) => within(all, box).map(([id]) => id);
  expect(ids(170, -20, -170, 0)).toEqual(["fiji", "samoa"]);
  expect(ids(11, 43, 12, 44)).toEqual(["arezzo"]);
  expect(ids(-180, -85, 180, 85)).toEqual(["arezzo", "fiji", "samoa"]);
});

it("leads where a day led, in the order of its photos", () => {
  const at = (day: string, longitude: number, latitude: number): Point => ["x", longitude, latitude, day, []];
  const newestFirst = [at("2023-07-02", 5, 5), at("2023-07-01", -179, 2), at("2023-07-01", 179, 1), at("2023-07-01", 179, 1)];
  expect(ways(newestFirst)).toEqual([[[1, 179], [2, 181]]]);
});

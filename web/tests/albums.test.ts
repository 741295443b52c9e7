import { expect, test } from "vitest";

import { laid, queryOf, treeOf, within, type Branch } from "@/albums/albums";
import { proposed } from "@/albums/choose";
import type { Album } from "@/api/types";
import { behind, moved } from "@/photos/lay";

const album = (id: string, parent: string | null = null, name = id): Album => ({
  id, parent, name, description: "", query: null, sort: "newest", off_timeline: false, cover: null, count: 0, created: "",
});

const shape = (branches: readonly Branch[]): string => branches.map(({ album, below }) => album.id + (below.length ? `(${shape(below)})` : "")).join(" ");

test("albums stand in each other, by name, and each once", () => {
  expect(shape(treeOf([album("10"), album("9"), album("b", "10"), album("a", "10"), album("c", "a")]))).toBe("9 10(a(c) b)");
  expect(shape(treeOf([album("a", "gone")]))).toBe("a");
  // As two who moved them at the same time may leave them.
  expect(shape(treeOf([album("a", "b"), album("b", "a"), album("c")]))).toBe("c a(b)");
});

test("what stands in an album is found however deep, also in a circle", () => {
  expect(within([album("c", "b"), album("b", "a"), album("a"), album("d")], "a")).toEqual(new Set(["a", "b", "c"]));
  expect(within([album("a", "b"), album("b", "a")], "a")).toEqual(new Set(["a", "b"]));
});

test("albums that were used last are proposed first", () => {
  const albums = [album("1", null, "Summer 10"), album("2", null, "summer 9"), album("3", null, "Winter")];
  expect(proposed(albums, " SUMMER ", []).map(({ id }) => id)).toEqual(["2", "1"]);
  expect(proposed(albums, "", ["3"]).map(({ id }) => id)).toEqual(["3", "2", "1"]);
});

test("a filter becomes a query, in which several of a kind are a list", () => {
  expect(queryOf({ tag: "cat", place: ["Rome", "Italy"], rating: "4", favourite: "true" })).toEqual({ tag: ["cat"], place: ["Rome", "Italy"], rating: "4", favourite: "true" });
});

test("a photo is laid behind another, or first", () => {
  expect(laid(["a", "b", "c"], "a", "b")).toEqual(["b", "a", "c"]);
  expect(laid(["a", "b", "c"], "c", null)).toEqual(["c", "a", "b"]);
});

test("where a photo is let go, the nearer edge counts", () => {
  const ids = ["a", "b", "c", "d"];
  expect(behind(ids, "a", "c", true)).toBe("c");
  expect(behind(ids, "d", "c", false)).toBe("b");
  expect(behind(ids, "a", "b", false)).toBe(null);
});

test("keys move a photo by one, and not beyond the ends", () => {
  const ids = ["a", "b", "c"];
  expect(moved(ids, "b", 1)).toBe("c");
  expect(moved(ids, "c", -1)).toBe("a");
  expect(moved(ids, "b", -1)).toBe(null);
  expect(moved(ids, "a", -1)).toBeUndefined();
  expect(moved(ids, "c", 1)).toBeUndefined();
});

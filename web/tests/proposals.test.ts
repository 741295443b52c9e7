import { expect, it } from "vitest";

import { fanned } from "@/proposals/fan";

it.each([
  ["a", [], ["a"]],
  ["a", ["a", "b"], ["b", "a"]],
  ["c", ["a", "b", "c", "d"], ["a", "b", "d", "c"]],
  ["a", ["a", "b", "c", "d", "e", "f", "g"], ["b", "d", "f", "a"]],
])("the cover %s lies on top of a few that are apart", (cover, best, laid) => expect(fanned(cover, best)).toEqual(laid));

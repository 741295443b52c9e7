import { expect, it } from "vitest";

import { taken } from "@/api/photo-facts";
import { isDated } from "@/api/photo";
import type { Photo } from "@/api/types";

const photo = (facts: Partial<Photo>) => facts as Photo;

it.each([
  [{ taken_at: "2019-07-04T10:11:12+02:00", date_precision: "second" }, /July 4, 2019.*10:11/],
  [{ taken_at: "2019-07-04T10:11:12" }, /July 4, 2019.*10:11/],
  [{ taken_at: "2019-07-04T00:00:00", date_precision: "day" }, /^Thursday, July 4, 2019$/],
  [{ taken_at: "2019-07-01T00:00:00", date_precision: "month" }, /^July 2019$/],
  [{ taken_at: "2019-01-01T00:00:00", date_precision: "year" }, /^2019$/],
] as const)("%o is told as far as it is known", (facts, told) => expect(taken(photo(facts))).toMatch(told));

it("says nothing of an undated photo", () => {
  expect([taken(photo({ taken_at: null })), isDated(photo({ taken_at: null }))]).toEqual([null, false]);
});

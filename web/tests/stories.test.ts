import { describe, expect, it } from "vitest";

import { around, weekOf } from "@/stories/ask";

describe("the week of a day (ISO 8601)", () => {
  it.each([
    ["2023-07-14", "2023-W28"],
    ["2023-01-01", "2022-W52"],
    ["2024-12-30", "2025-W01"],
    ["2020-12-31", "2020-W53"],
    ["2021-01-03", "2020-W53"],
    ["2021-01-04", "2021-W01"],
  ])("of %s is %s", (day, week) => expect(weekOf(day)).toBe(week));
});

describe("what a stretch of time lies in", () => {
  it("is the nearest first", () => {
    expect(around("day:2023-07-14").map(({ of }) => of)).toEqual(["week:2023-W28", "month:2023-07", "year:2023"]);
    expect(around("month:2023-07")).toEqual([{ of: "year:2023", word: "to.year" }]);
  });
  it("is nothing for what is no stretch of time, and for a year", () => {
    for (const of of ["year:2023", "week:2023-W28", "trip:019aa3c0", "today"]) expect(around(of)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";

import { GAP, guessHeight, justify, lineAt, lines, ratioOf, type Section, type Tile } from "@/photos/layout";

const tiles = (...ratios: number[]): Tile[] => ratios.map((ratio, index) => ({ id: `p${index}`, ratio }));
const many = (count: number): Tile[] => Array.from({ length: count }, (_, n) => ({ id: `p${n}`, ratio: 0.5 + ((n * 37) % 25) / 10 }));
const widthOf = (row: { widths: number[] }) => row.widths.reduce((sum, width) => sum + width, 0) + GAP * (row.widths.length - 1);

describe("justify", () => {
  it.each([320, 800, 1440, 2560])("fills every row but the last to the pixel, %i wide", (width) => {
    const rows = justify(many(200), width, 200);
    for (const row of rows.slice(0, -1)) expect(widthOf(row)).toBeCloseTo(width, 6);
    expect(widthOf(rows.at(-1)!)).toBeLessThanOrEqual(width + 1e-6);
  });

  it("keeps every photo, once, in its order", () => {
    const all = many(333);
    expect(justify(all, 900, 180).flatMap((row) => row.tiles)).toEqual(all);
  });

  it("keeps every photo's shape", () => {
    for (const row of justify(many(50), 700, 150))
      row.tiles.forEach(({ ratio }, index) => expect(row.widths[index]! / row.height).toBeCloseTo(ratio, 6));
  });

  it("stays near the wished height", () => {
    for (const { height } of justify(many(300), 1400, 230).slice(0, -1)) {
      expect(height).toBeGreaterThan(230 * 0.5);
      expect(height).toBeLessThan(230 * 1.7);
    }
  });

  it("never blows up a lonely last photo", () => expect(justify(tiles(1), 1400, 230)[0]!.height).toBe(230));
  it("gives a panorama a row as high as it allows", () => expect(justify(tiles(3), 300, 230)[0]!.height).toBe(100));
  it("lays out nothing as nothing", () => expect(justify([], 1000, 200)).toEqual([]));
});

describe("ratioOf", () => {
  it.each([
    [400, 300, 4 / 3],
    [1, 1, 1],
    [20_000, 10, 3],
    [10, 20_000, 0.5],
    [null, null, 4 / 3],
    [0, 0, 4 / 3],
  ])("%s x %s", (width, height, ratio) => expect(ratioOf(width, height)).toBeCloseTo(ratio, 9));
});

describe("lines", () => {
  const sections: Section[] = [
    { key: "2024-08", count: 40, tiles: many(40) },
    { key: "2024-07", count: 500, tiles: null },
    { key: "2024-06", count: 3, tiles: many(3) },
  ];
  const all = lines(sections, 1000, 200, 50);

  it("leaves no room and no overlap between one line and the next", () => {
    let top = 0;
    for (const line of all) {
      expect(line.top).toBeCloseTo(top, 6);
      top += line.height;
    }
  });

  it("keeps the rows of a month's beginning when the rest of it comes", () => {
    const tiles = many(40);
    const begun = lines([{ key: "2024-08", count: 40, tiles: tiles.slice(0, 17), more: 23 }], 1000, 200, 50);
    const whole = lines([{ key: "2024-08", count: 40, tiles }], 1000, 200, 50);
    expect(begun.length).toBeGreaterThan(3);
    expect(begun.slice(0, -1)).toEqual(whole.slice(0, begun.length - 1));
    expect(begun.at(-1)?.kind).toBe("gap");
  });

  it("puts short months side by side, each under its name", () => {
    const short = ["2024-03", "2024-02", "2024-01"].map((key): Section => ({ key, count: 1, tiles: [{ id: key, ratio: 1.5 }] }));
    const found = lines([...short, { key: "2023-12", count: 40, tiles: many(40) }], 1000, 200, 50);
    const [head, row] = found;
    expect(head?.kind === "head" && head.names.map(({ section, left, width }) => [section, left, width])).toEqual([[0, 0, 300], [1, 316, 300], [2, 632, 300]]);
    expect(row?.kind === "row" && [row.row.tiles.map(({ id }) => id), row.row.lefts]).toEqual([["2024-03", "2024-02", "2024-01"], [0, 316, 632]]);
    expect(found[2]?.section).toBe(3);
    const narrow = lines(short, 390, 124, 50);
    expect(narrow.map(({ kind }) => kind)).toEqual(["head", "row", "head", "row"]); // two, and one
  });

  it("names the days of a month, short ones side by side, and keeps every photo once and in order", () => {
    const on = (day: string, count: number) => many(count).map((tile, n) => ({ ...tile, id: `${day} ${n}`, day }));
    const tiles = [...on("2024-08-20", 30), ...on("2024-08-19", 2), ...on("2024-08-18", 1)];
    const found = lines([{ key: "2024-08", count: 33, tiles }], 1000, 200, 50);
    const names = found.flatMap((line) => (line.kind === "head" ? line.names.map(({ day }) => day) : []));
    expect(names).toEqual([null, "2024-08-20", "2024-08-19", "2024-08-18"]);
    expect(found.flatMap((line) => (line.kind === "row" ? line.row.tiles : []))).toEqual(tiles);
    expect(found.filter(({ kind }) => kind === "row").at(-1)).toMatchObject({ first: 30, row: { tiles: tiles.slice(30) } });
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
  });

  it("gives unknown photos about the room that they will take", () => {
    const known = justify(many(500), 1000, 200).reduce((sum, { height }) => sum + height + GAP, 0);
    expect(guessHeight(500, 1000, 200) / known).toBeGreaterThan(0.6);
    expect(guessHeight(500, 1000, 200) / known).toBeLessThan(1.6);
  });

  it("finds the line at a height", () => {
    all.forEach((line, index) => expect(lineAt(all, line.top + line.height / 2)).toBe(index));
    expect(lineAt(all, -100)).toBe(0);
    expect(lineAt(all, 1e9)).toBe(all.length - 1);
  });

  it("lays out 100,000 photos in 120 months as every photo once", () => {
    const months = Array.from({ length: 120 }, (_, n): Section => ({ key: `m${n}`, count: 834, tiles: many(834) }));
    const found = lines(months, 1400, 230, 50);
    const placed = found.reduce((sum, line) => sum + (line.kind === "row" ? line.row.tiles.length : 0), 0);
    expect(placed).toBe(120 * 834);
  });
});

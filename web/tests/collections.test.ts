import { describe, expect, it } from "vitest";

import { withoutRepeats } from "@/api/facets";
import { cameraName } from "@/api/photo-facts";
import type { Occasion } from "@/api/types";
import { chosen, surest } from "@/collections/cover";
import { next } from "@/collections/occasion-acts";
import { isGuess, why } from "@/search/why";

const photos = (...ids: string[]) => ids.map((id) => ({ id }));

describe("the covers of a shelf", () => {
  const ids = (shelf: Parameters<typeof chosen>[0]) => chosen(shelf).map((one) => one?.id);
  it("differ where another photo is there", () => expect(ids([photos("a", "b"), photos("a", "b"), photos("a")])).toEqual(["a", "b", "a"]));
  it("wait for those before them, not for those nobody asked for", () =>
    expect(ids([undefined, photos("a"), null, photos("b")])).toEqual([undefined, "a", undefined, undefined]));
});

it("a name stands on one shelf", () => {
  const shelf = (...names: string[]) => names.map((name) => ({ name, count: 1 }));
  const none = { colours: [], moods: [], kinds: [], times_of_day: [], cameras: [], objects: [], people: [], albums: [], occasions: [] };
  const facets = { ...none, places: shelf("Italy"), seasons: shelf("autumn"), lights: shelf("low key"), compositions: shelf("low_key", "radial"), tags: shelf("italy", "autumn", "cat") };
  const { compositions, tags, places } = withoutRepeats(facets);
  expect([compositions, tags, places].map((found) => found.map(({ name }) => name))).toEqual([["radial"], ["cat"], ["Italy"]]);
});

it("a cover is what the tag is surest of", () => {
  const tagged = (id: string, confidence: number) => ({ id, tags: [{ name: "animal", confidence, source: "" }] });
  const photos = [tagged("flower", 0.4), tagged("cat", 0.9), { id: "none", tags: [] }];
  expect(surest(photos, "animal").map(({ id }) => id)).toEqual(["cat", "flower", "none"]);
});

it.each([
  ["NIKON CORPORATION NIKON D70s", "Nikon D70s"],
  ["CASIO COMPUTER CO.,LTD EX-Z750", "Casio EX-Z750"],
  ["CASIO COMPUTER CO.,LTD. EX-Z750", "Casio EX-Z750"],
  ["OLYMPUS IMAGING CORP. E-M5", "Olympus E-M5"],
  ["EASTMAN KODAK COMPANY KODAK DC290 ZOOM", "Kodak DC290 ZOOM"],
  ["Hewlett-Packard HP PhotoSmart 618", "HP PhotoSmart 618"],
  ["LG Electronics LG-H870", "LG LG-H870"],
  ["SONY DSC-W7", "Sony DSC-W7"],
  ["samsung SM-G900F", "Samsung SM-G900F"],
  ["RICOH IMAGING COMPANY, LTD. PENTAX K-3", "Ricoh PENTAX K-3"],
  ["DJI FC220", "DJI FC220"],
  ["", ""],
  ["Canon Canon EOS 40D", "Canon EOS 40D"],
  ["FUJIFILM FinePix E500", "Fujifilm FinePix E500"],
  ["Apple iPhone", "Apple iPhone"],
])("the camera %s is called %s", (name, called) => expect(cameraName(name)).toBe(called));

describe("a weak hit", () => {
  const beach = [{ kind: "looks", score: 0.39 }, { kind: "text", score: 0.44 }];
  it("is worded as a guess", () => expect([why(beach), isGuess(beach)]).toEqual(["Perhaps looks like it", true]));
  it("is none when it stands in words on the photo, or looks much like it", () => {
    const tagged = [...beach, { kind: "words", words: ["beach"], where: "tags" }];
    expect([why(tagged), isGuess(tagged)]).toEqual(["Tagged “beach”", false]);
    expect(isGuess([{ kind: "looks", score: 0.5 }])).toBe(false);
  });
});

it("an occasion can be one with the next one, and not with a trip", () => {
  const list = [{ id: "a", holds: false }, { id: "b", holds: false }, { id: "trip", holds: true }] as Occasion[];
  expect(["a", "b", "trip", "gone"].map((id) => next(list, id)?.id)).toEqual(["b", undefined, undefined, undefined]);
});

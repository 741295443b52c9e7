import { beforeEach, describe, expect, it } from "vitest";

import type { Photo } from "@/api/types";
import { searchIn } from "@/offline/search";
import { drop, dropAll, dropOutbox, forgetAll, handOver, keep, keepFor, keptPhoto, keptPhotos, keptSizes, keptThumbnail, outbox, putOutbox } from "@/offline/store";

function photo(id: string, some: Partial<Photo> = {}): Photo {
  return {
    id, status: "ready", file_name: `${id}.jpg`, media_type: "image/jpeg", bytes: 1, sha256: "", uploaded_at: "2024-01-01T00:00:00Z",
    day: "2024-01-01", sort_at: `${some.day ?? "2024-01-01"}T00:00:00Z`, tags: [], waiting: [], troubles: [], own: true, favourite: false, archived: false, inbox: false, ...some,
  };
}
const tag = (name: string) => ({ name, confidence: 1, source: "owner" });

describe("what a device keeps", () => {
  beforeEach(dropAll);

  it("comes back, newest first, and goes when it is dropped", async () => {
    await keep(photo("old", { day: "2020-05-01" }), new Blob(["123"]));
    await keep(photo("new", { day: "2024-05-01" }), new Blob(["12345"]));
    expect((await keptPhotos()).map(({ id }) => id)).toEqual(["new", "old"]);
    expect(await keptSizes()).toEqual(new Map([["new", 5], ["old", 3]]));
    expect(await keptThumbnail("old")).toBeDefined();
    await drop(["old"]);
    expect(await keptPhoto("old")).toBeUndefined();
    expect(await keptThumbnail("old")).toBeUndefined();
    expect((await keptPhotos()).map(({ id }) => id)).toEqual(["new"]);
  });

  it("lies in the gateway's order: by the instant, and of equals by id", async () => {
    const same = "2024-05-01T10:00:00Z";
    await keep(photo("b", { day: "2024-05-02", sort_at: same }), new Blob());
    await keep(photo("c", { day: "2024-04-30", sort_at: same }), new Blob());
    await keep(photo("a", { day: "2024-05-01", sort_at: "2024-05-01T11:00:00Z" }), new Blob());
    expect((await keptPhotos()).map(({ id }) => id)).toEqual(["a", "c", "b"]);
  });

  it("is nothing when the library is forgotten", async () => {
    await keep(photo("one"), new Blob(["1"]));
    await putOutbox([{ key: "k", name: "a.jpg", size: 1, file: null, sidecar: null, handle: null, batch: "b", of: 1, at: 1 }]);
    await forgetAll();
    expect([await keptPhotos(), await keptThumbnail("one"), await outbox()]).toEqual([[], undefined, []]);
  });

  it("is its account's alone, and what waits is handed over only as a whole", async () => {
    const waiting = { key: "k", name: "a.jpg", size: 1, file: null, sidecar: null, handle: null, batch: "b", of: 1, at: 1 };
    await keep(photo("one"), new Blob(["1"]));
    await putOutbox([waiting]);
    keepFor("mara");
    expect([await keptPhotos(), await outbox()]).toEqual([[], []]);
    await keep(photo("hers"), new Blob(["1"]));
    keepFor("jonas");
    expect([await keptPhotos(), await keptPhoto("hers")]).toEqual([[], undefined]);
    await putOutbox([waiting]);
    keepFor("");
    await handOver("mara");
    expect([await keptPhotos(), await outbox()]).toEqual([[], []]);
    keepFor("mara");
    expect([(await keptPhotos()).map(({ id }) => id), await outbox()]).toEqual([["hers"], [waiting]]);
    await forgetAll();
    keepFor("jonas");
    expect(await outbox()).toEqual([waiting]); // signing out takes nothing of another's
    await forgetAll();
    keepFor("");
  });

  it("waits in the outbox until it has gone", async () => {
    const file = new File(["abc"], "a.jpg");
    await putOutbox([{ key: "k", name: file.name, size: file.size, file, sidecar: null, handle: null, batch: "b", of: 1, at: 1 }]);
    expect((await outbox()).map(({ key }) => key)).toEqual(["k"]);
    await dropOutbox(["k"]);
    expect(await outbox()).toEqual([]);
  });
});

describe("search on this device", () => {
  const photos = [
    photo("1", { tags: [tag("dog"), tag("beach")], place: { city: "Málaga", country: "Spain" } }),
    photo("2", { tags: [tag("dog")], taken_at: "2019-12-25T10:00:00", day: "2019-12-25" }),
    photo("3", { text: "HAPPY BIRTHDAY" }),
  ];
  it.each([
    ["dog", ["1", "2"]],
    ["dog beach", ["1"]],
    ["malaga", ["1"]],
    ["DOG 2019", ["2"]],
    ["birth", ["3"]],
    ["dog cat", []],
    ["", []],
    ["!?", []],
  ])("“%s”", (q, ids) => expect(searchIn(photos, q).map((hit) => hit.photo.id)).toEqual(ids));

  it("says why", () => {
    const why = searchIn(photos, "malaga")[0]?.why;
    expect(why).toEqual([{ kind: "words", words: ["malaga"], where: "place" }]);
  });
});

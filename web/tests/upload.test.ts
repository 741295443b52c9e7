import { describe, expect, it } from "vitest";

import { metadata } from "@/upload/smaller";
import { pair } from "@/upload/queue";

const file = (name: string) => new File(["x"], name);

describe("sidecars", () => {
  it("travel with the photo whose name they bear", () => {
    const [photo, other, sidecar, second] = [file("A.JPG"), file("b.nef"), file("a.xmp"), file("b.nef.xmp")];
    expect(pair([photo, other, sidecar, second])).toEqual([
      { file: photo, sidecar },
      { file: other, sidecar: second },
    ]);
  });
  it("are no photos by themselves", () => expect(pair([file("lost.xmp")])).toEqual([]));
});

describe("the facts of a JPEG", () => {
  const segment = (marker: number, ...bytes: number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes];

  it("are its APP1 segments, whole", () => {
    const exif = segment(0xe1, 1, 2, 3);
    const xmp = segment(0xe1, 4);
    const bytes = new Uint8Array([0xff, 0xd8, ...segment(0xe0, 9, 9), ...exif, ...segment(0xdb, 7), ...xmp, 0xff, 0xda, 0, 2]);
    expect(metadata(bytes).map((part) => [...part])).toEqual([exif, xmp]);
  });
  it.each([
    ["nothing", []],
    ["one byte", [0xff]],
    ["no JPEG", [1, 2, 3, 4, 5, 6]],
    ["an end in a segment", [0xff, 0xd8, 0xff, 0xe0, 0xff]],
  ])("are none in %s", (_, bytes) => expect(metadata(new Uint8Array(bytes))).toEqual([]));
});

import { describe, expect, it } from "vitest";

import type { Share } from "@/api/types";
import { at, LINK } from "@/base/at";
import en from "@/base/words/sharing/en";
import { consequence } from "@/sharing/dialog";
import { factsOf } from "@/sharing/present";
import { addressOf, isOf } from "@/sharing/shares";

const say = (key: keyof typeof en, values: Record<string, string | number> = {}) => {
  const entry = en[key];
  const text = typeof entry === "string" ? entry : values.n === 1 ? entry.one : entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
};

const asked = { role: "viewer", tells: [], download: true, days: null } as const;

const share: Share = {
  id: "s", kind: "album", album: "a", name: "Tuscany", role: "viewer", tells: [], download: true, offered: false, created: "", expires: null,
  to: "account", whom: "noor", called: "Noor", photos: [], query: null, taken: 0, link: null, waiting: null,
};

describe("what others will see is said before it is shared", () => {
  it("tells what is left out, and that copies stay", () => {
    expect(consequence(asked, "people", say)).toBe(`${en["what.none"]} ${en["what.copy"]}`);
    expect(consequence({ ...asked, tells: ["place", "camera"] }, "people", say)).toContain("only: Places, Camera");
    expect(consequence({ ...asked, tells: ["place", "camera", "people"] }, "people", say)).toContain(en["what.all"]);
  });
  it("speaks of copies where they can be made alone", () => {
    expect(consequence({ ...asked, download: false }, "people", say)).toBe(en["what.none"]);
    expect(consequence(asked, "link", say)).toBe(en["what.none"]);
  });
});

describe("a share is one of this", () => {
  it("album", () => {
    expect(isOf(share, { kind: "album", id: "a", name: "" })).toBe(true);
    expect(isOf(share, { kind: "album", id: "b", name: "" })).toBe(false);
  });
  it("where all of these photos are in it", () => {
    const some: Share = { ...share, kind: "photos", album: null, photos: ["1", "2"] };
    expect(isOf(some, { kind: "photos", ids: ["2"] })).toBe(true);
    expect(isOf(some, { kind: "photos", ids: ["2", "3"] })).toBe(false);
    expect(isOf({ ...share, photos: [] }, { kind: "photos", ids: [] })).toBe(false);
  });
});

it("a link's token stands behind the #, where no server hears of it", () => {
  const address = new URL(addressOf({ id: "x", token: "secret" }));
  expect([address.pathname, address.search, address.hash]).toEqual(["/l/x", "", "#secret"]);
});

it("the facts of a share are short", () => {
  expect(factsOf(share, say)).toBe("Look");
  const link = { title: "", password: true, uploads: false, preview: false, opened: 3 };
  expect(factsOf({ ...share, to: "link", link }, say)).toBe("opened 3 times · with a password");
});

it("elsewhere than on a link's page the gateway is asked at its root", () => expect([LINK, at("/photos")]).toEqual(["", "/photos"]));

import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it } from "vitest";

import type { Photo } from "@/api/types";
import { choose } from "@/base/settings";
import { speak } from "@/base/words";
import { How } from "@/viewer/how";
import { Sentence } from "@/viewer/own-words";

const sent = { at: "2026-11-30T10:00:00Z", model: "eyes", host: "api.example.org", bytes: 120_000, tokens: 700 };
const photo: Photo = {
  id: "1", status: "ready", file_name: "a.jpg", media_type: "image/jpeg", bytes: 1, sha256: "", uploaded_at: "", waiting: [], troubles: [], day: "", sort_at: "", own: true, favourite: false, archived: false, inbox: false,
  tags: [{ name: "zeppelin", confidence: 0.7, source: "endpoint: eyes" }],
  caption: { text: "A zeppelin.", source: "endpoint: eyes" },
  described: { objects: [], moods: [], compositions: [], sent },
  stages: { describe: { state: "done", model: "endpoint: eyes", version: 1, at: sent.at } },
};

function shown(element: React.ReactNode): string {
  const place = document.createElement("div");
  act(() => createRoot(place).render(element));
  return place.textContent;
}

afterEach(async () => {
  choose({ language: "en" });
  await act(speak);
});

it("says who described a photo, where, and what went there, in the reader's words", async () => {
  const said = shown(<Sentence photo={photo} />);
  expect(said).toContain("Described by eyes at api.example.org");
  expect(said).toMatch(/A picture of 120.kB without place or file name was sent there, .*2026.* It counted 700 tokens\./);
  expect(shown(<Sentence photo={{ ...photo, described: { ...photo.described!, sent: { ...sent, tokens: null } } }} />)).not.toContain("tokens");
  expect(shown(<How photo={photo} />)).toMatch(/“zeppelin”.*described by an endpoint/);
  choose({ language: "de" });
  await act(speak);
  expect(shown(<Sentence photo={photo} />)).toContain("Beschrieben von eyes auf api.example.org");
});

it("says nothing of an endpoint where the caption is made here", () =>
  expect(shown(<Sentence photo={{ ...photo, caption: { text: "A dog.", source: "sentences 2" } }} />)).not.toContain("eyes"));

it("does not list what is switched off among what was done", () => {
  const off = { ...photo, stages: { describe: { state: "skipped" as const, version: 0 }, ocr: { state: "skipped" as const, version: 1 } } };
  const said = shown(<How photo={off} />);
  expect(said).toContain("Text");
  expect(said).not.toContain("Description by an endpoint");
});

import { act, StrictMode, Suspense, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { QueryClientProvider } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { queries } from "@/api/queries";
import type { Album, Photo, ShareWithMe } from "@/api/types";
import { mayAdd, mayEdit, mayTakeOut } from "@/albums/albums";
import { SelectionBar } from "@/edit/selection-bar";
import { put } from "@/photos/known";
import { clearSelection, useSelection } from "@/photos/selection";
import { gives } from "@/sharing/shares";
import { Panel } from "@/viewer/panel";
import Viewer from "@/viewer/viewer";

const mine: Photo = {
  id: "mine", own: true, download: true, status: "ready", file_name: "a.jpg", media_type: "image/jpeg", bytes: 1, sha256: "", uploaded_at: "2026-11-30T10:00:00Z", day: "2026-11-30", sort_at: "",
  favourite: false, archived: false, inbox: false, tags: [{ name: "dog", confidence: 0.9, source: "x" }], waiting: [], troubles: [], stages: {},
};
const theirs: Photo = { ...mine, id: "theirs", own: false, share: "s", faces: [{ id: "f", box: [0, 0, 1, 1], confidence: 1, name: "Ida", confirmed: false, ignored: false, drawn: false }] };
const share: ShareWithMe = { id: "s", kind: "album", album: "a", name: "Lake", role: "viewer", tells: [], download: true, offered: false, created: "", expires: null, by: "Noor", timeline: false, count: 1, cover: null };
const album: Album = { id: "a", name: "Lake", description: "", parent: null, query: null, sort: "newest", off_timeline: false, cover: null, count: 2, created: "", role: "viewer", shared_by: "Noor" };

let root: Root;
let sent: string[];

beforeEach(() => {
  sent = [];
  vi.stubGlobal("fetch", (path: string, { method = "GET" }: RequestInit = {}) => {
    sent.push(`${method} ${path}`);
    if (path === "/shares/with-me") return Promise.resolve(Response.json({ shares: [share], next: null }));
    const asked = [mine, theirs].find(({ id }) => path === `/photo/${id}`);
    return Promise.resolve(asked ? Response.json(asked) : Response.json({ hits: [], action: null }));
  });
  [mine, theirs].forEach(put);
  root = createRoot(document.body.appendChild(document.createElement("div")));
});

afterEach(() => {
  act(() => root.unmount());
  clearSelection();
  queries.clear();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(element: ReactNode): Promise<void> {
  await act(async () => {
    await Promise.all([import("@/sharing/saving"), import("@/sharing/shared-by")]);
    root.render(<StrictMode><QueryClientProvider client={queries}><Suspense>{element}</Suspense></QueryClientProvider></StrictMode>);
  });
}

/** What comes after an answer, or with a part of the app that is loaded when it is needed. */
const settled = (check: () => void) =>
  vi.waitFor(async () => {
    await act(() => new Promise((then) => setTimeout(then, 5)));
    check();
  });

/** What the buttons are called. */
const offered = () => [...document.querySelectorAll("button")].map((button) => button.getAttribute("aria-label") ?? button.textContent);
const chosen = (...ids: string[]) => act(() => useSelection.setState({ chosen: new Set(ids) }));
const press = (key: string, on: EventTarget = window) => act(() => void on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
const asked = () => sent.filter((one) => !one.startsWith("GET"));

const OWNERS = ["Delete", "Share", "Archive", "Favourite"];

it("of chosen photos an owner's acts are offered where all are the reader's own", async () => {
  await show(<SelectionBar />);
  chosen("mine");
  expect(offered()).toEqual(expect.arrayContaining(OWNERS));
  chosen("mine", "theirs");
  await settled(() => expect(offered()).toEqual(["Clear the selection", "Save to my library", "Download"]));
  press("Delete");
  press("e");
  expect([asked(), useSelection.getState().chosen.size, document.querySelector("dialog")]).toEqual([[], 2, null]);
});

it("out of another's album a contributor takes what is theirs, an editor anything, and a viewer nothing", async () => {
  const as = (role: Album["role"]) => ({ ...album, role });
  expect([null, "viewer", "contributor", "editor"].map((role) => [mayEdit(as(role as Album["role"])), mayAdd(as(role as Album["role"]))])).toEqual([[true, true], [false, false], [false, true], [true, true]]);
  expect([mayTakeOut(as("contributor"), true), mayTakeOut(as("contributor"), false), mayTakeOut(as("viewer"), true), mayTakeOut(as("editor"), false)]).toEqual([true, false, false, true]);
  await show(<SelectionBar album={as("editor")} />);
  chosen("theirs");
  await settled(() => expect(offered()).toEqual(["Clear the selection", "Take out of this album", "Save to my library", "Download"]));
});

it("files are offered where a share of what is shown gives them", () => {
  expect([gives(share), gives(share, "s"), gives(share, "a"), gives(share, "b"), gives({ ...share, download: false })]).toEqual([true, true, true, false, false]);
});

it("the panel of another's photo says who shares it, and changes nothing", async () => {
  const rest = { drawn: null, draw: () => undefined, drawBoxes: () => undefined, close: () => undefined };
  await show(<Panel photo={theirs} given {...rest} />);
  await settled(() => expect(document.body.textContent).toContain("Shared by Noor"));
  expect(document.body.textContent).toContain("Ida");
  expect(offered()).toEqual(["Close", "Save to my library"]);
  expect(document.querySelectorAll("input, [role=radio]")).toHaveLength(0);
  await show(<Panel photo={theirs} given={false} {...rest} />);
  expect(offered()).toEqual(["Close"]);
  await show(<Panel photo={mine} given {...rest} />);
  expect(offered()).toEqual(expect.arrayContaining(["Share", "Archive", "Add a tag"]));
});

it("keys that are an owner's do nothing on another's photo", async () => {
  await show(<Viewer id="theirs" />);
  const dialog = document.querySelector("dialog");
  expect(offered()).not.toEqual(expect.arrayContaining(["Delete"]));
  for (const key of ["f", "b", "Delete"]) press(key, dialog ?? window);
  expect(asked()).toEqual([]);
  await show(<Viewer id="mine" />);
  expect(offered()).toEqual(expect.arrayContaining(["Delete", "Download"]));
  press("f", document.querySelector("dialog") ?? window);
  await settled(() => expect(asked()).toEqual(["POST /photos/edit"]));
  await settled(() => expect(sent.at(-1)).toBe("GET /photo/mine")); // it is asked for once more, and nothing is left behind
});

import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it, vi } from "vitest";

import { queries } from "@/api/queries";
import type { Action, Face, Person, Photo } from "@/api/types";
import { Toasts } from "@/base/ui/toasts";
import { nameKey, rename } from "@/faces/acts";
import { proposed } from "@/faces/name-field";
import { staying } from "@/people/merge-sheet";
import { sifted } from "@/people/page";
import Questions from "@/people/questions";
import Selfie from "@/people/selfie";
import { takeBack } from "@/photos/actions";
import { done } from "@/photos/done";
import { facesOf } from "@/viewer/seen";

const person = (id: string, name = "", photos = 1): Person => ({ id, name, photos, cover: null, hidden: false, birth_date: null, consent: false });
const named: Action = { id: "7", at: "", by: "", change: { kind: "person", person: "1", name: "Anna" }, count: 4, state: "done", left: 0 };

afterEach(() => vi.unstubAllGlobals());

it("groups of one or two photos are held back, unless there are no larger ones", () => {
  const [large, small] = [person("1", "", 3), person("2", "", 2)];
  expect(sifted([large, small], false)).toEqual([large]);
  expect(sifted([large, small], true)).toEqual([large, small]);
  expect(sifted([small], false)).toEqual([small]);
});

it.each([
  ["mi", ["Mia Smith"]],
  ["SM", ["Mia Smith", "Will Smith"]],
  ["will  s", ["Will Smith"]],
  ["ith", []],
  [" ", []],
])("while “%s” is typed, %j are proposed", (text, names) => {
  const people = ["Mia Smith", "Will Smith", "Ana"].map((name) => person(name, name));
  expect(proposed(people, text).map(({ name }) => name)).toEqual(names);
});

it("two names are one without case and by single blanks", () => expect(nameKey("  Will   SMITH ")).toBe(nameKey("will smith")));

it("of two that are one, who has a name stays", () => {
  const [anna, ben, group] = [person("1", "Anna"), person("2", "Ben"), person("3")];
  expect([staying(group, anna), staying(anna, group), staying(anna, ben), staying(group, person("4"))]).toEqual([anna, anna, anna, group]);
});

it("of a photo the faces that count are told, those with a name first, then from left to right", () => {
  const face = (id: string, left: number, name = "", ignored = false): Face => ({ id, name, ignored, box: [left, 0, left + 0.1, 0.1], person: null, confidence: 1, confirmed: false, drawn: false });
  const faces = [face("right", 0.8), face("left", 0.1), face("anna", 0.5, "Anna"), face("poster", 0, "", true)];
  expect(facesOf({ faces } as Photo).map(({ id }) => id)).toEqual(["anna", "left", "right"]);
});

it("what was done to people is said in words", () => {
  const of = (change: Action["change"]) => done({ change, count: 2 });
  expect(done(named)).toBe("The name is Anna now.");
  expect(of({ kind: "person", person: "1", name: "" })).toBe("The name is gone.");
  expect(of({ kind: "person", person: "1", hidden: true })).toBe("This person is hidden.");
  expect(of({ kind: "merge", people: ["2"], into: "1" })).toBe("They are one person now.");
  expect(of({ kind: "favourite", favourite: true })).toBe("2 photos are favourites now.");
});

it("a name that somebody has is not given: it is told whose it is", async () => {
  const anna = person("1", "Anna");
  vi.stubGlobal("fetch", (path: string, { method }: RequestInit) =>
    Promise.resolve(method === "PATCH" ? Response.json({ detail: "There is Anna already.", kind: "conflict" }, { status: 409 }) : Response.json({ people: path.includes("hidden=true") ? [] : [anna], next: null })));
  expect(await rename("2", "anna")).toEqual(anna);
});

it.each([
  ["1", "POST /people/merge", { into: "anna", people: ["group"] }],
  ["2", "POST /people/group/deny", { person: "anna" }],
  ["3", undefined, undefined],
])("a question is answered by the key %s", async (key, said, body) => {
  const sent: [string, unknown][] = [];
  const asked = { suggestions: [{ group: person("group"), person: person("anna", "Anna"), likeness: 0.4, photos: 1 }], next: null };
  vi.stubGlobal("fetch", (path: string, { method, body }: RequestInit) => {
    if (method) sent.push([`${method} ${path}`, JSON.parse(body as string)]);
    return Promise.resolve(Response.json(method ? { person: null, action: null } : asked));
  });
  vi.stubGlobal("IntersectionObserver", class { observe = () => undefined; disconnect = () => undefined }); // which jsdom has not
  const place = document.body.appendChild(document.createElement("div"));
  const page = createRoot(place);
  act(() => page.render(<QueryClientProvider client={queries}><Questions /></QueryClientProvider>));
  await act(() => vi.waitFor(() => expect(place.textContent).toContain("Is this Anna?")));
  act(() => void dispatchEvent(new KeyboardEvent("keydown", { key })));
  await act(() => vi.waitFor(() => expect(place.textContent).toContain("There is nothing to ask just now.")));
  expect(sent).toEqual(said ? [[said, body]] : []);
  act(() => page.unmount());
  queries.clear();
});

it("several that may be one person are answered together: those that are picked, and the rest is asked still", async () => {
  const sent: [string, unknown][] = [];
  const anna = person("anna", "Anna");
  const asked = { suggestions: ["1", "2", "3"].map((id) => ({ group: person(id, "", Number(id)), person: anna, likeness: 0.4, photos: 1 })), next: null };
  vi.stubGlobal("fetch", (path: string, { method, body }: RequestInit) => {
    if (method) sent.push([`${method} ${path}`, JSON.parse(body as string)]);
    return Promise.resolve(Response.json(method ? { answers: [], action: null } : asked));
  });
  vi.stubGlobal("IntersectionObserver", class { observe = () => undefined; disconnect = () => undefined }); // which jsdom has not
  const place = document.body.appendChild(document.createElement("div"));
  const page = createRoot(place);
  const press = (name: string) =>
    act(async () => {
      [...place.querySelectorAll("button")].find(({ textContent, ariaLabel }) => (ariaLabel ?? textContent) === name)?.click();
      await Promise.resolve();
    });
  act(() => page.render(<QueryClientProvider client={queries}><Questions /></QueryClientProvider>));
  await act(() => vi.waitFor(() => expect(place.textContent).toContain("All 3 that may be Anna")));
  await press("All 3 that may be Anna");
  await press("Face 1, 1 photo");
  await press("Face 3, 3 photos");
  expect(place.textContent).toContain("2 faces");
  await press("Yes");
  expect(sent).toEqual([["POST /people/suggestions/answer", { answers: ["1", "3"].map((group) => ({ group, person: "anna", same: true })) }]]);
  await act(() => vi.waitFor(() => expect(place.querySelectorAll("li")).toHaveLength(1)));
  await press("Close");
  expect(place.textContent).toContain("Is this Anna?");
  act(() => page.unmount());
  queries.clear();
});

it("who is like the face that is shown comes with how alike they are in words, and what was shown is forgotten", async () => {
  const sent: unknown[] = [];
  const found = { people: [{ ...person("anna", "Anna", 3), likeness: 0.6, same: true }, { ...person("ben"), likeness: 0.35, same: false }], photos: [], faces: 2 };
  vi.stubGlobal("fetch", (path: string, { body }: RequestInit) => {
    sent.push(path, (body as FormData).getAll("file").length);
    return Promise.resolve(Response.json(found));
  });
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:1", revokeObjectURL: () => undefined })); // which jsdom has not
  const place = document.body.appendChild(document.createElement("div"));
  const page = createRoot(place);
  act(() => page.render(<QueryClientProvider client={queries}><Selfie /></QueryClientProvider>));
  const input = place.querySelector("input");
  Object.defineProperty(input, "files", { value: [new File(["a"], "me.jpg", { type: "image/jpeg" })] });
  await act(async () => {
    input?.dispatchEvent(new Event("change", { bubbles: true }));
    await vi.waitFor(() => expect(place.textContent).toContain("Very alike"));
  });
  expect(place.textContent).toContain("2 faces are on what you showed");
  expect([...place.querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual(["AnnaVery alike3 photos", "Without a nameAlike1 photo"]);
  expect(sent).toEqual(["/people/search", 1]);
  act(() => page.unmount());
  await vi.waitFor(() => expect(queries.getMutationCache().getAll()).toEqual([]));
});

it("an undo that later acts stand in the way of takes them back as well when asked", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return Promise.resolve(path.endsWith("/undo") ? Response.json({ detail: "", kind: "conflict" }, { status: 409 }) : Response.json({ ...named, state: "undone" }));
  });
  const place = document.body.appendChild(document.createElement("div"));
  const page = createRoot(place);
  act(() => page.render(<Toasts />));
  await act(() => takeBack(named, []));
  const all = [...place.querySelectorAll("button")].find(({ textContent }) => textContent === "Undo all of it");
  await act(async () => {
    all?.click();
    await vi.waitFor(() => expect(asked).toContain("/actions/7/undo?together=true"));
  });
  act(() => page.unmount());
});

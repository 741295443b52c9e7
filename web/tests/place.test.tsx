import { QueryClientProvider } from "@tanstack/react-query";
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { queries } from "@/api/queries";
import type { Town } from "@/api/types";
import { PlaceField } from "@/edit/place-field";

const town = (city: string): Town => ({ place: { city, region: "Tuscany", country: "Italy" }, location: { latitude: city.length, longitude: 11 } });

let root: Root;
let chosen: string[];
let asked: string[];

function Form() {
  const [text, type] = useState("");
  return <PlaceField text={text} type={type} choose={({ place }) => chosen.push(place.city ?? "")} />;
}

beforeEach(() => {
  queries.clear();
  [chosen, asked] = [[], []];
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return Promise.resolve(Response.json({ places: [town("Arezzo"), town("Arezzano")] }));
  });
  root = createRoot(document.body.appendChild(document.createElement("div")));
  act(() => root.render(<QueryClientProvider client={queries}><Form /></QueryClientProvider>));
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

const field = () => document.querySelector("input") as HTMLInputElement;
const options = () => [...document.querySelectorAll('[role="listbox"]:not([hidden]) [role="option"]')].map(({ textContent }) => textContent);

async function type(text: string) {
  await act(async () => {
    field().focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field(), text);
    field().dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
  });
}
const press = (key: string) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  act(() => void field().dispatchEvent(event));
  return event;
};

it("proposes towns, and takes the one that the arrows lead to", async () => {
  await type("arez");
  await vi.waitFor(() => act(() => expect(options()).toEqual(["Arezzo, Tuscany, Italy", "Arezzano, Tuscany, Italy"])));
  expect(asked).toEqual(["/places?q=arez&limit=6"]);
  expect(field().getAttribute("aria-expanded")).toBe("true");
  expect(field().getAttribute("aria-activedescendant")).toBeNull();
  press("ArrowDown");
  press("ArrowDown");
  const active = document.getElementById(field().getAttribute("aria-activedescendant") ?? "");
  expect([active?.textContent, active?.getAttribute("aria-selected")]).toEqual(["Arezzano, Tuscany, Italy", "true"]);
  press("Enter");
  expect(chosen).toEqual(["Arezzano"]);
  expect(options()).toEqual([]);
});

it("Enter takes the first, Escape closes the list and nothing else", async () => {
  await type("arez");
  await vi.waitFor(() => act(() => expect(options()).toHaveLength(2)));
  expect(press("Escape").defaultPrevented).toBe(true);
  expect(options()).toEqual([]);
  expect(press("Escape").defaultPrevented).toBe(false);
  press("Enter");
  expect(chosen).toEqual([]);
  await type("arezz");
  press("Enter");
  expect(chosen).toEqual(["Arezzo"]);
});

it("degrees and a single letter are no names", async () => {
  await type("43.4, 11.8");
  await type("a");
  expect([asked, options()]).toEqual([[], []]);
});

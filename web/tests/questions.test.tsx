import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it, vi } from "vitest";

import { queries } from "@/api/queries";
import type { Question } from "@/api/types";
import { Toasts } from "@/base/ui/toasts";
import { Cards } from "@/questions/cards";

const where: Question = { id: "1", kind: "where", text: "Where was this?", photos: ["a", "b"], faces: [], choices: [{ id: "x", label: "Arezzo" }, { id: "y", label: "Siena" }], touches: 7, free: true, no: "Don’t ask again" };
const clock: Question = { ...where, id: "2", kind: "clock", text: "Was its clock wrong?", choices: [{ id: "yes", label: "Yes" }], free: false, no: "No, it was right" };

afterEach(() => {
  vi.unstubAllGlobals();
  queries.clear();
});

it("one question after the other is answered by key, in words, by no, and undone", async () => {
  let asked = [where, clock];
  const sent: [string, unknown][] = [];
  vi.stubGlobal("fetch", (path: string, options?: RequestInit) => {
    if (path.endsWith("/questions")) return Promise.resolve(Response.json({ questions: asked }));
    if (path.endsWith("/undo")) return Promise.resolve(Response.json({ id: "9", left: 0, change: { kind: "place" } }));
    if (!/answer|no$/.test(path)) return Promise.resolve(Response.json({}));
    sent.push([path, options?.body ? JSON.parse(options.body as string) : null]);
    asked = asked.slice(1);
    return Promise.resolve(Response.json({ action: { id: "9", change: { kind: "place" }, count: 7 }, touched: 7 }));
  });
  const place = document.body.appendChild(document.createElement("div"));
  const page = createRoot(place);
  const type = (key: string) => act(async () => Promise.resolve(void dispatchEvent(new KeyboardEvent("keydown", { key }))));
  await act(async () =>
    Promise.resolve(
      page.render(
        <QueryClientProvider client={queries}>
          <Cards />
          <Toasts />
        </QueryClientProvider>,
      ),
    ),
  );
  await vi.waitFor(() => expect(place.textContent).toContain("Where was this?"));
  expect(place.textContent).toContain("An answer puts 7 photos right.");
  await type("3"); // never asking again has no key
  expect(sent).toEqual([]);
  await type("2");
  await vi.waitFor(() => expect(place.textContent).toContain("Was its clock wrong?"));
  expect(sent).toEqual([["/questions/1/answer", { choice: "y" }]]);
  expect(document.body.textContent).toContain("Thank you: 7 photos are right now.");
  await type("2");
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual(["/questions/2/no", null]);
  await vi.waitFor(() => expect(place.querySelector("section")).toBeNull());
  act(() => page.unmount());
});

import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it, vi } from "vitest";

import type { Photo } from "@/api/types";
import { choose } from "@/base/settings";
import { Toasts } from "@/base/ui/toasts";
import { speak } from "@/base/words";
import { download } from "@/photos/actions";
import { get } from "@/photos/known";
import { Damage } from "@/viewer/damage";

const whole: Photo = { id: "1", status: "ready", file_name: "a.jpg", media_type: "image/jpeg", bytes: 1, sha256: "", uploaded_at: "", tags: [], waiting: [], troubles: [], day: "", sort_at: "", own: true, favourite: false, archived: false, inbox: false };
const missing: Photo = { ...whole, troubles: ["original:damaged"], damage: "It is gone.", damage_kind: "original_missing", damage_noticed_at: "2026-05-03T10:00:00Z" };

function shown(photo: Photo): string {
  const place = document.createElement("div");
  act(() => createRoot(place).render(<Damage photo={photo} />));
  return place.textContent;
}

afterEach(async () => {
  vi.unstubAllGlobals();
  choose({ language: "en" });
  await act(speak);
});

it("of a whole original nothing is said", () => expect(shown(whole)).toBe(""));

it("what is wrong, since when, what is seen and what to do are said in the reader's words", async () => {
  const said = shown(missing);
  expect(said).toContain("The original file of this photo is missing. Choose the same file again");
  expect(said).toMatch(/Noticed on .*2026.*What you see is the preview.*Choose the file$/);
  expect(shown({ ...missing, damage_kind: "original_altered" })).toContain("no longer the one that came");
  expect(shown({ ...missing, troubles: ["renditions:failed", ...missing.troubles] })).not.toContain("preview");
  choose({ language: "de" });
  await act(speak);
  expect(shown(missing)).toContain("Die Originaldatei dieses Fotos fehlt.");
});

it("the download says the same, and then the photo does", async () => {
  const problem = { detail: "The original of this photo is gone.", kind: "original_missing" };
  vi.stubGlobal("fetch", (path: string) => Promise.resolve(path.endsWith("/original") ? Response.json(problem, { status: 404 }) : Response.json(missing)));
  const page = createRoot(document.body.appendChild(document.createElement("div")));
  act(() => page.render(<Toasts />));
  await act(() => download([whole]));
  expect(document.body.textContent).toContain("The original file of this photo is missing. Choose the same file again");
  await vi.waitFor(() => expect(get("1")?.damage).toBe(missing.damage));
  act(() => page.unmount());
});

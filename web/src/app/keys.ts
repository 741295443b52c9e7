/** Keys that work on every page. */
import { useEffect, useState } from "react";
import { useLocation } from "wouter";

import { writes } from "@/base/keys";
import { chooseFiles } from "@/upload/drop";

export function useGlobalKeys(): { sheet: boolean; closeSheet: () => void } {
  const [sheet, setSheet] = useState(false);
  const [, go] = useLocation();
  useEffect(() => {
    let after = ""; // "g" leads somewhere with the key that follows it
    const places: Record<string, string> = { p: "/", s: "/search", y: "/for-you", c: "/collections", l: "/library", t: "/library/trash", m: "/collections/map", w: "/collections/people" };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      if (event.key === "?" && !document.querySelector("dialog[open]:not([data-viewer])")) setSheet(true);
      if (document.querySelector("dialog[open]")) return;
      const to = after === "g" ? places[event.key] : undefined;
      after = event.key;
      if (to) go(to);
      else if (event.key === "/") {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>("input[type=search]");
        if (field) field.select();
        else go("/search");
      } else if (event.key === "u") chooseFiles();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [go]);
  return { sheet, closeSheet: () => setSheet(false) };
}

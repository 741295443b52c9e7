/** What the reader has chosen for this device. The token lies apart: it is a secret, and signing out forgets it. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Theme = "system" | "paper" | "night";
export type Language = "system" | "en" | "de" | "es" | "zh";
export type Direction = "language" | "ltr" | "rtl";

export const OPEN_STREET_MAP = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";

export interface Settings {
  theme: Theme;
  language: Language;
  direction: Direction;
  /** Megabytes of photos kept for when there is no network; 0 keeps none. */
  budget: number;
  tiles: boolean;
  tilesAddress: string;
  /** Send photos at most this many pixels long; 0 sends them as they are. */
  longest: number;
  /** Whether the demonstration set was taken here. */
  demonstration: boolean;
  token: string;
}

const INITIAL: Settings = {
  theme: "system",
  language: "system",
  direction: "language",
  budget: 200,
  tiles: false, // until the reader asks: who serves them learns where they look
  tilesAddress: OPEN_STREET_MAP,
  longest: 0,
  demonstration: false,
  token: "",
};

export const useSettings = create<Settings>()(persist(() => INITIAL, {
    name: "heliograph",
    version: 1,
    // Tiles used to be on unasked.
    migrate: (before) => ({ ...(before as Settings), tiles: false }),
  }));

export const choose = (some: Partial<Settings>) => useSettings.setState(some);

const night = matchMedia("(prefers-color-scheme: dark)");

/** Puts the theme on the page, now and whenever the choice or the system's changes. */
export function wearTheme(): void {
  const wear = () => {
    const { theme } = useSettings.getState();
    const dark = theme === "night" || (theme === "system" && night.matches);
    document.documentElement.dataset.theme = dark ? "night" : "paper";
  };
  wear();
  useSettings.subscribe(wear);
  night.addEventListener("change", wear);
}

/** The words of the dialog that places photos by a track. */
import type { Entry } from "..";
import { wordsOf, type SayOf } from "@/base/words/pages";
import en from "./en";

export type TrackKey = keyof typeof en;
export type TrackCatalogue = Record<TrackKey, Entry>;
export type SayOfTracks = SayOf<TrackKey>;

export const useTrackWords = wordsOf<TrackKey>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

/** The words of the pages about occasions. */
import type { Entry } from "..";
import { wordsOf, type SayOf } from "@/base/words/pages";
import en from "./en";

export type OccasionKey = keyof typeof en;
export type OccasionCatalogue = Record<OccasionKey, Entry>;
export type SayOfOccasions = SayOf<OccasionKey>;

export const useOccasionWords = wordsOf<OccasionKey>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

/** The words of summaries, memories and stories. */
import type { Entry } from "..";
import { wordsOf, type SayOf } from "@/base/words/pages";
import en from "./en";

export type SummaryKey = keyof typeof en;
export type SummaryCatalogue = Record<SummaryKey, Entry>;
export type SayOfSummaries = SayOf<SummaryKey>;

export const useSummaryWords = wordsOf<SummaryKey>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

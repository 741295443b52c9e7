/** The words of the cards that ask. What they ask, the gateway says. */
import type { Entry } from "..";
import { wordsOf, type SayOf } from "@/base/words/pages";
import en from "./en";

export type QuestionKey = keyof typeof en;
export type QuestionCatalogue = Record<QuestionKey, Entry>;
export type SayOfQuestions = SayOf<QuestionKey>;

export const useQuestionWords = wordsOf<QuestionKey>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

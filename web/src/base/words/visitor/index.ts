/** The words of a link's page. */
import { wordsOf } from "@/base/words/pages";
import en from "./en";

export const useVisitorWords = wordsOf<keyof typeof en>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

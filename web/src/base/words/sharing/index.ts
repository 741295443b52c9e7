/** The words of sharing. */
import { wordsOf, type SayOf } from "@/base/words/pages";
import en from "./en";

export type SayOfSharing = SayOf<keyof typeof en>;

export const useSharingWords = wordsOf<keyof typeof en>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

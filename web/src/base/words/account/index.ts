/** The words of the pages about accounts. */
import type { Entry } from "..";
import { wordsOf, type SayOf } from "@/base/words/pages";
import en from "./en";

export type AccountKey = keyof typeof en;
export type AccountCatalogue = Record<AccountKey, Entry>;
export type SayOfAccounts = SayOf<AccountKey>;

export const useAccountWords = wordsOf<AccountKey>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

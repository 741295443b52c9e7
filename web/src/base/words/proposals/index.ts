/** The words about albums that could be made. */
import type { Entry } from "..";
import { wordsOf, type SayOf } from "@/base/words/pages";
import en from "./en";

export type ProposalKey = keyof typeof en;
export type ProposalCatalogue = Record<ProposalKey, Entry>;
export type SayOfProposals = SayOf<ProposalKey>;

export const useProposalWords = wordsOf<ProposalKey>(en, {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
});

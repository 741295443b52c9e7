/** The words of the pages about accounts: in files of their own, since the first load does not need them. */
import { use, useMemo } from "react";

import { fill, useCode, type Code, type Entry, type Values } from "..";
import en from "./en";

export type AccountKey = keyof typeof en;
export type AccountCatalogue = Record<AccountKey, Entry>;

const LOADERS: Record<Exclude<Code, "en">, () => Promise<{ default: AccountCatalogue }>> = {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
};
const loading = new Map<Code, Promise<AccountCatalogue>>();

function catalogue(code: Exclude<Code, "en">): Promise<AccountCatalogue> {
  const before = loading.get(code);
  if (before) return before;
  const coming = LOADERS[code]().then((module) => module.default);
  loading.set(code, coming);
  return coming;
}

export type SayOfAccounts = (key: AccountKey, values?: Values) => string;

/** As `useWords`; it waits, as its page does, until the language is there. */
export function useAccountWords(): SayOfAccounts {
  const code = useCode();
  const those: AccountCatalogue = code === "en" ? en : use(catalogue(code));
  return useMemo(() => (key, values = {}) => fill(those[key], values, code), [those, code]);
}

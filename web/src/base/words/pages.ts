/** The words of a few pages: in files of their own, since the first load does not need them. */
import { use, useMemo } from "react";

import { fill, useCode, type Code, type Entry, type Values } from ".";

type Catalogue<Key extends string> = Record<Key, Entry>;
export type Loaders<Key extends string> = Record<Exclude<Code, "en">, () => Promise<{ default: Catalogue<Key> }>>;
export type SayOf<Key extends string> = (key: Key, values?: Values) => string;

/** As `useWords`; it waits, as its page does, until the language is there. */
export function wordsOf<Key extends string>(en: Catalogue<Key>, loaders: Loaders<Key>): () => SayOf<Key> {
  const loading = new Map<Code, Promise<Catalogue<Key>>>();
  const catalogue = (code: Exclude<Code, "en">) => {
    const before = loading.get(code);
    if (before) return before;
    const coming = loaders[code]().then((module) => module.default);
    loading.set(code, coming);
    return coming;
  };
  return function useThose() {
    const code = useCode();
    const those = code === "en" ? en : use(catalogue(code));
    return useMemo(() => (key, values = {}) => fill(those[key], values, code), [those, code]);
  };
}

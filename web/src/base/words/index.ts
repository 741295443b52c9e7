/** Every word a person reads, in their language. English is in the first load; the others come when they are wanted. */
import { useMemo } from "react";
import { create } from "zustand";

import { useSettings, type Language } from "@/base/settings";

import en from "./en";
import { numbers, plurals } from "./intl";

export type Entry = string | { one: string; other: string };
export type Catalogue = Record<keyof typeof en, Entry>;
export type Key = keyof typeof en;
export type Values = Record<string, string | number>;

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", zh: "中文" } as const;
export type Code = keyof typeof LANGUAGES;

const LOADERS: Record<Exclude<Code, "en">, () => Promise<{ default: Catalogue }>> = {
  de: () => import("./de"),
  es: () => import("./es"),
  zh: () => import("./zh"),
};
const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

interface State {
  code: Code;
  locale: string;
  catalogue: Catalogue;
}
const useState = create<State>()(() => ({ code: "en", locale: localeOf("en"), catalogue: en }));

/** The language that is spoken: the chosen one, else the browser's first that we know. */
export function spoken(chosen: Language, browser: readonly string[] = navigator.languages): Code {
  if (chosen !== "system") return chosen;
  const known = browser.map((tag) => tag.slice(0, 2)).find((code) => code in LANGUAGES);
  return (known as Code | undefined) ?? "en";
}

/** The language that was chosen here, where it may be another than the browser tells. */
export function chosen(): string | null {
  const { language } = useSettings.getState();
  return language === "system" ? null : language;
}

/** The locale that dates and numbers are written in: the browser's own where it speaks our language. */
export const locale = () => useState.getState().locale;

function localeOf(code: Code): string {
  return navigator.languages.find((tag) => tag.slice(0, 2) === code) ?? code;
}

export async function speak(): Promise<void> {
  const { language, direction } = useSettings.getState();
  const code = spoken(language);
  const catalogue = code === "en" ? en : (await LOADERS[code]()).default;
  useState.setState({ code, locale: localeOf(code), catalogue });
  document.documentElement.lang = code;
  document.documentElement.dir = direction === "language" ? (RIGHT_TO_LEFT.test(code) ? "rtl" : "ltr") : direction;
}

export function fill(entry: Entry, values: Values, code: string): string {
  const count = Number(values.n ?? values.count ?? 0);
  const text = typeof entry === "string" ? entry : plurals(code, {}).select(count) === "one" ? entry.one : entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? numbers(locale(), {}).format(value) : value;
  });
}

/** For code outside components; what it returns does not change with the language. */
export function words(key: Key, values: Values = {}): string {
  const { code, catalogue } = useState.getState();
  return fill(catalogue[key], values, code);
}

export type Say = (key: Key, values?: Values) => string;

export function useWords(): Say {
  const { code, catalogue } = useState();
  return useMemo(() => (key, values = {}) => fill(catalogue[key], values, code), [code, catalogue]);
}

/** What the gateway says, which is English: its own sentence where that is spoken, else ours of the same meaning. */
export function told(english: string, key: string): string {
  const { code, catalogue } = useState.getState();
  const ours = (catalogue as Record<string, Entry | undefined>)[key];
  return (isEnglish() && english) || ours === undefined ? english : fill(ours, {}, code);
}

/** Why a stage failed. */
export const failure = ({ error, error_kind }: { error?: string | null; error_kind?: string | null }) => told(error ?? "", `error.${error_kind ?? ""}`);

export const useCode = () => useState(({ code }) => code);

export const isEnglish = () => useState.getState().code === "en";

/** A machine's name (rule_of_thirds, golden hour) in the reader's words, where the catalogue has it. */
export const named = (name: string) => found(`name.${name.replaceAll(" ", "_")}`) ?? name.replaceAll("_", " ");

/** By what means a stage knows, where the catalogue has it. */
export const method = (stage: string) => found(`by.${stage}`) ?? named(stage);

function found(key: string): string | undefined {
  const entry = (useState.getState().catalogue as Record<string, Entry | undefined>)[key];
  return typeof entry === "string" ? entry : undefined;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { fill, spoken, type Entry } from "@/base/words";
import accountDe from "@/base/words/account/de";
import accountEn from "@/base/words/account/en";
import accountEs from "@/base/words/account/es";
import accountZh from "@/base/words/account/zh";
import de from "@/base/words/de";
import en from "@/base/words/en";
import es from "@/base/words/es";
import occasionsDe from "@/base/words/occasions/de";
import occasionsEn from "@/base/words/occasions/en";
import occasionsEs from "@/base/words/occasions/es";
import occasionsZh from "@/base/words/occasions/zh";
import proposalsDe from "@/base/words/proposals/de";
import proposalsEn from "@/base/words/proposals/en";
import proposalsEs from "@/base/words/proposals/es";
import proposalsZh from "@/base/words/proposals/zh";
import questionsDe from "@/base/words/questions/de";
import questionsEn from "@/base/words/questions/en";
import questionsEs from "@/base/words/questions/es";
import questionsZh from "@/base/words/questions/zh";
import sharingDe from "@/base/words/sharing/de";
import sharingEn from "@/base/words/sharing/en";
import sharingEs from "@/base/words/sharing/es";
import sharingZh from "@/base/words/sharing/zh";
import visitorDe from "@/base/words/visitor/de";
import visitorEn from "@/base/words/visitor/en";
import visitorEs from "@/base/words/visitor/es";
import visitorZh from "@/base/words/visitor/zh";
import zh from "@/base/words/zh";

type Catalogue = Record<string, Entry>;
const others: Record<string, [Catalogue, Catalogue]> = {
  de: [de, en], es: [es, en], zh: [zh, en],
  "de of accounts": [accountDe, accountEn], "es of accounts": [accountEs, accountEn], "zh of accounts": [accountZh, accountEn],
  "de of sharing": [sharingDe, sharingEn], "es of sharing": [sharingEs, sharingEn], "zh of sharing": [sharingZh, sharingEn],
  "de of visitors": [visitorDe, visitorEn], "es of visitors": [visitorEs, visitorEn], "zh of visitors": [visitorZh, visitorEn],
  "de of occasions": [occasionsDe, occasionsEn], "es of occasions": [occasionsEs, occasionsEn], "zh of occasions": [occasionsZh, occasionsEn],
  "de of proposals": [proposalsDe, proposalsEn], "es of proposals": [proposalsEs, proposalsEn], "zh of proposals": [proposalsZh, proposalsEn],
  "de of questions": [questionsDe, questionsEn], "es of questions": [questionsEs, questionsEn], "zh of questions": [questionsZh, questionsEn],
};
const names = (entry: Entry) => {
  const text = typeof entry === "string" ? entry : entry.one + entry.other;
  return [...new Set(text.match(/\{\w+\}/g))].sort();
};

describe.each(Object.entries(others))("%s", (_, [catalogue, english]) => {
  it("has every entry of the English one, and no other", () => expect(Object.keys(catalogue)).toEqual(Object.keys(english)));
  it("leaves no entry empty", () => {
    const empty = Object.values(catalogue).flatMap((entry) => (typeof entry === "string" ? [entry] : [entry.one, entry.other])).filter((text) => !text.trim());
    expect(empty).toEqual([]);
  });
  it("fills in the same names", () => {
    for (const [key, entry] of Object.entries(catalogue)) expect([key, names(entry)]).toEqual([key, names(english[key] ?? "")]);
  });
});

it("every entry is used", () => {
  const folder = join(__dirname, "..", "src");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !/words.((account|occasions|proposals|questions|sharing|visitor).)?(en|de|es|zh)\.ts$/.test(file));
  const text = sources.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
  // Those whose keys are put together: alike.{kind}, because.{reason}, by.{stage}, date.{way|unit}, edit.{part}, error.{kind}, order.{order}, state.{state},
  // albums.{sort}, name.{name}, role.{role}, scope.{scope}, kind.{kind}, what.{what}, why.{why}, words.{kind}.
  const unused = [en, accountEn, occasionsEn, proposalsEn, questionsEn, sharingEn, visitorEn].flatMap((catalogue) => Object.keys(catalogue)).filter((key) => !/^(albums\.(newest|oldest|hand)$|(alike|because|by|date|edit|error|order|state|name|role|scope|kind|what|tells|why|words)\.)/.test(key) && !text.includes(`"${key}"`));
  expect(unused).toEqual([]);
});

it.each([
  [1, "1 photo"],
  [2, "2 photos"],
  [12345, "12,345 photos"],
])("%i chooses its form", (n, text) => expect(fill(en.count, { n }, "en")).toBe(text));

it.each([
  ["system", ["fr-FR", "de-AT"], "de"],
  ["system", ["zh-TW"], "zh"],
  ["system", ["fr"], "en"],
  ["es", ["de"], "es"],
] as const)("%s with %s speaks %s", (chosen, browser, code) => expect(spoken(chosen, browser)).toBe(code));

/** Why a photo was found, in words. */
import type { Chip, Why } from "@/api/types";
import { named, words, type Key } from "@/base/words";
import { percent } from "@/base/words/format";

// The cosine from which the search engine itself calls a photo near. Up to LIKELY more of such photos are wrong than right.
const NEAR = 0.3;
const LIKELY = 0.45;

const STANDS: Record<string, Key> = {
  tags: "why.tags",
  place: "why.place",
  camera: "why.camera",
  keywords: "why.keywords",
  file_name: "why.file_name",
  caption: "why.caption",
  text: "why.text",
  title: "why.title",
  date: "why.date",
};

const quoted = (those: readonly string[]) => those.map((word) => `“${word}”`).join(", ");

/** What a chip is called. */
export function labelled(label: string, kind = ""): string {
  if (kind === "several") return words("search.several", { what: named(label) });
  if (label.startsWith("not ")) return words("search.not", { what: labelled(label.slice(4)) });
  if (label.startsWith("only ")) return words("search.only", { what: named(label.slice(5)) });
  return named(label);
}

/** What became of a part of the question. */
export function understood({ kind, label, words: typed, sure }: Chip): string {
  if (kind === "spelling") return words("search.spelt", { what: label, typed });
  if (kind === "unused") return words("search.unused", { what: label });
  if (kind === "no_birth_date") return words("search.no_birth_date", { what: label });
  return sure !== undefined && sure < 1 ? words("search.about", { what: labelled(label, kind), share: percent(sure) }) : labelled(label, kind);
}

const scoreOf = (reasons: readonly Why[], kind: string) => reasons.find((reason) => reason.kind === kind)?.score ?? -1;

/** Whether nothing known of the photo answers, and it does not look much like it either. */
export const isGuess = (reasons: readonly Why[]) =>
  reasons.every(({ kind }) => kind === "looks" || kind === "text") && scoreOf(reasons, "looks") < LIKELY;

/** Of the places where a word stands only the first is named: they come the surest first. */
export function why(reasons: readonly Why[]): string {
  const look = scoreOf(reasons, "looks");
  const told = new Set<string>();
  const stands: string[] = [];
  for (const reason of reasons) {
    if (reason.kind === "words") {
      const fresh = (reason.words ?? []).filter((word) => !told.has(word));
      fresh.forEach((word) => told.add(word));
      if (fresh.length) stands.push(words(STANDS[reason.where ?? ""] ?? "why.other", { words: quoted(fresh), where: named(reason.where ?? "") }));
    } else if (reason.kind === "copy") stands.push(words("why.copy"));
    else if (reason.kind !== "looks" && reason.kind !== "text")
      stands.push(labelled(reason.label ?? reason.kind, reason.kind));
  }
  const perhaps = look >= NEAR && !stands.length; // no doubt beside what is known
  const looks = look >= LIKELY ? [words("why.looks")] : perhaps ? [words("why.perhaps")] : [];
  const means = scoreOf(reasons, "text") >= NEAR && !stands.length && !looks.length ? [words("why.means")] : [];
  const said = [...looks, ...stands, ...means].join(" · ") || words("why.little");
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}

/** The numbers behind `why`. */
export const scores = (reasons: readonly Why[]) =>
  reasons
    .filter(({ score }) => score !== undefined)
    .map(({ kind, score }) => `${words(kind === "looks" ? "why.score.looks" : "why.score.text")} ${(score ?? 0).toFixed(2)}`)
    .join(", ");

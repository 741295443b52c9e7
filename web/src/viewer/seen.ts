/** What the stages saw, as the viewer draws it. */
import type { Composition, Face, Photo, Thing } from "@/api/types";
import { method } from "@/base/words";

export interface Named {
  name: string;
  score: number | null;
}

/** What the photo is composed by, the surest first. */
export const compositionOf = ({ composition }: Photo): Composition[] =>
  (composition ?? []).filter(({ named }) => named).sort((a, b) => b.score - a.score);

/** The faces that count, from left to right; those with a name first. */
export const facesOf = ({ faces }: Photo): Face[] =>
  (faces ?? []).filter(({ ignored }) => !ignored).sort((a, b) => Number(!a.name) - Number(!b.name) || (a.box[0] ?? 0) - (b.box[0] ?? 0));

// The probability from which a thing is drawn: fewer than one in ten of those is not there.
const THERE = 0.9;

/** The things that are there, the surest first. */
export const thingsOf = ({ objects }: Photo): Thing[] => (objects ?? []).filter(({ confidence }) => confidence >= THERE);

export const moodsOf = ({ moods, mood }: Photo): Named[] => (moods ?? []).map((name) => ({ name, score: mood?.[name] ?? null }));

/** [the light's name, the sentence that says why]. */
export const lightsOf = ({ light }: Photo): [string, string][] => (light?.names ?? []).map((name) => [name, light?.why?.[name] ?? ""]);

const PARTS = ["sharpness", "exposure", "noise", "contrast"] as const;

/** Each part of the quality that could be measured, 0..1. */
export const qualityOf = ({ quality }: Photo): Named[] =>
  PARTS.flatMap((name) => (typeof quality?.[name] === "number" ? [{ name, score: quality[name] }] : []));

// True of nearly every photo, or of no use to anybody: not worth a reader's eye.
const FILLER = /^((vivid|soft|muted) colours|(warm|cool|neutral) tones|medium contrast)$/;

/** The words worth reading; what the owner said always is. */
export const tagsOf = ({ tags }: Photo) => tags.filter(({ name, source }) => source === "owner" || !FILLER.test(name));

export const WEAK = 0.65; // a composition below this is only perhaps one; named are those from 0.5

/** By what means a source of tags or captions knows, in the reader's words; its own name where no stage has it. */
export function knownBy({ stages }: Photo, source: string): string {
  const stage = Object.entries(stages ?? {}).find(([, { model }]) => model === source);
  return stage ? method(stage[0]) : source;
}

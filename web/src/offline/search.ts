/** Search over what this device keeps: every word must stand somewhere on the photo's facts. */
import { isDated } from "@/api/photo";
import type { Hit, Photo } from "@/api/types";
import { month } from "@/base/words/format";

import { keptPhotos } from "./store";

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function facts(photo: Photo): [where: string, text: string][] {
  const { place } = photo;
  return [
    ["tags", photo.tags.map(({ name }) => name).join(" ")],
    ["place", [place?.city, place?.region, place?.country].filter(Boolean).join(" ")],
    ["title", photo.title ?? ""],
    ["caption", photo.caption?.text ?? ""],
    ["text", photo.text ?? ""],
    ["camera", [photo.camera?.make, photo.camera?.model].filter(Boolean).join(" ")],
    ["date", isDated(photo) ? `${photo.day} ${month(photo.day.slice(0, 7))}` : ""],
    ["file_name", photo.file_name],
  ];
}

/** In the order of the photos given: the newest first. */
export function searchIn(photos: readonly Photo[], q: string, limit = 200): Hit[] {
  const asked = fold(q).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!asked.length) return [];
  const hits: Hit[] = [];
  for (const photo of photos) {
    const stands = facts(photo).map(([where, text]) => [where, fold(text).match(/[\p{L}\p{N}]+/gu) ?? []] as const);
    const why = stands.flatMap(([where, there]) => {
      const words = asked.filter((word) => there.some((token) => token.startsWith(word)));
      return words.length ? [{ kind: "words", words, where }] : [];
    });
    if (asked.every((word) => why.some(({ words }) => words.includes(word)))) hits.push({ photo, score: 1, why });
    if (hits.length === limit) break;
  }
  return hits;
}

export const searchKept = async (q: string) => searchIn(await keptPhotos(), q);

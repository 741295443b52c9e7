/** A problem in words. */
import { mine } from "@/base/whose";
import { told, words, type Key } from "@/base/words";

import { Problem } from "./client";

/** What is wrong and what to do, for a problem's kind or what the photo says; null for any other kind. */
export const damage = (kind?: string | null): Key | null => (kind === "original_missing" || kind === "original_altered" ? `error.${kind}` : null);

/** What went wrong, what is safe, and what to do; bugs stay loud. */
export function sentence(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 0) return words("problem.silent");
  if (error.status === 401) return words(mine ? "error.unauthorized" : "token.title");
  const lost = damage(error.kind);
  return lost ? words(lost) : told(error.message, `error.${error.kind ?? ""}`) || words("problem.status", { status: String(error.status) });
}

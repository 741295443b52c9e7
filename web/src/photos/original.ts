/** The original file of a photo, which may be missing or not be the one that came. Everything else of the photo is there. */
import type { Photo } from "@/api/types";
import type { Key } from "@/words";

export const DAMAGED = "original:damaged"; // a trouble

export const isDamaged = (photo: Photo) => photo.troubles.includes(DAMAGED);

/** What is wrong and what to do, for a problem's kind or what the photo says; null for any other kind. */
export const damage = (kind?: string | null): Key | null => (kind === "original_missing" || kind === "original_altered" ? `error.${kind}` : null);

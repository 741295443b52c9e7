/** Facts of a photo in people's form: when it was taken, where, by what. */
import { locale, words } from "@/base/words";
import { dates } from "@/base/words/intl";

import type { Photo } from "./types";

const KNOWN_TO = { month: { month: "long", year: "numeric" }, year: { year: "numeric" }, day: { dateStyle: "full" } } as const;

/** The moment as the clock on the wall showed it, wherever the reader sits, and no more of it than is known. */
export function taken({ taken_at, date_precision: known }: Pick<Photo, "taken_at" | "date_precision">): string | null {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/.exec(taken_at ?? "");
  const shown = !known || known === "second" ? ({ dateStyle: "full", timeStyle: "short" } as const) : KNOWN_TO[known];
  return wall && dates(locale(), { ...shown, timeZone: "UTC" }).format(new Date(`${wall[0]}Z`));
}

export function zone({ zone: name }: Pick<Photo, "zone">): string {
  if (!name) return "";
  if (!name.includes("/")) return name.replace(/^(?=[+-])/, "UTC");
  return words("when.zone", { city: name.split("/").at(-1)?.replaceAll("_", " ") ?? "" });
}

export const place = ({ place: at }: Pick<Photo, "place">) => at?.label ?? [...new Set([at?.city, at?.region, at?.country])].filter(Boolean).join(", ");

/** What took it, with which lens, how it was set; nothing where nothing is known. */
export function camera({ camera: by }: Photo): { name: string; lens: string; settings: string[] } | null {
  if (!by) return null;
  const settings = [
    by.focal_length && `${Number(by.focal_length.toFixed(1))} mm`,
    by.aperture && `f/${Number(by.aperture.toFixed(1))}`,
    by.exposure && `${by.exposure} s`,
    by.iso && `ISO ${by.iso}`,
  ].filter((setting): setting is string => Boolean(setting));
  const name = cameraName([by.make, by.model].filter(Boolean).join(" "));
  return name || by.lens || settings.length ? { name, lens: by.lens ?? "", settings } : null;
}

// What companies write of themselves after their name, and makers whose name is not the first word of it.
const COMPANY = /^(corporation|corp|company|computer|optical|imaging|camera|co|ltd|limited|inc|ag|gmbh|techwin|electronics|mobile|communications)\b[.,]*\s*/i;
const KNOWN_AS: [RegExp, string][] = [[/^eastman kodak\b/i, "Kodak"], [/^hewlett[- ]packard\b/i, "HP"], [/^seiko epson\b/i, "Epson"], [/^lge\b/i, "LG"]];

/** A camera's make and model in one, as the gateway lists it -> as people say it: CASIO COMPUTER CO.,LTD EX-Z750 is a
 * Casio EX-Z750, and a maker that the model repeats is said once. */
export function cameraName(name: string): string {
  const [written = "", called = written] = KNOWN_AS.map(([pattern, called]) => [pattern.exec(name)?.[0], called]).find(([found]) => found) ?? [name.split(/[\s,]/)[0]];
  let rest = name.slice(written.length).replace(/^[\s,.]+/, "");
  while (COMPANY.test(rest)) rest = rest.replace(COMPANY, "");
  for (const said of [written, called]) if (rest.toLowerCase().startsWith(`${said.toLowerCase()} `)) rest = rest.slice(said.length + 1);
  const loud = called.length > 3 && called === called.toUpperCase();
  const maker = loud || called === called.toLowerCase() ? called.charAt(0).toUpperCase() + called.slice(1).toLowerCase() : called;
  return [maker, rest].filter(Boolean).join(" ");
}

/** JPEG, HEIC; what no standard names, by the ending of the file's own name. */
export function format({ media_type, file_name }: Photo): string {
  const type = media_type.split("/")[1] ?? "";
  return (type.startsWith("x-") ? (/\.(\w+)$/.exec(file_name)?.[1] ?? type.slice(2)) : type).toUpperCase();
}

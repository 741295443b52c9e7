/** Facts in people's form: dates, sizes, cameras. */
import type { Photo } from "@/api/types";
import { stateOf } from "@/photos/state";

import { locale, words } from ".";
import { dates, numbers } from "./intl";

const date = (options: Intl.DateTimeFormatOptions) => dates(locale(), options);

/** "2023-07" -> July 2023 */
export function month(value: string, width: "long" | "short" = "long"): string {
  const key = `${locale()} ${width} ${value}`;
  const name = months.get(key) ?? monthNamed(value, width);
  months.set(key, name);
  return name;
}
const months = new Map<string, string>(); // a list names them with every row

function monthNamed(value: string, width: "long" | "short"): string {
  return date({ month: width, year: "numeric", timeZone: "UTC" }).format(new Date(`${value}-01T00:00:00Z`));
}

/** "2023-07-14" -> Friday, 14 July 2023 */
export function day(value: string, style: "full" | "medium" = "full"): string {
  return date({ dateStyle: style, timeZone: "UTC" }).format(new Date(`${value}T00:00:00Z`));
}

/** "2023-07-14" -> Fri 14, under the name of its month */
export const dayOfMonth = (value: string) => date({ weekday: "short", day: "numeric", timeZone: "UTC" }).format(new Date(`${value}T00:00:00Z`));

/** Whether anybody says when it was taken: its owner, the file, or the file's name. */
export const isDated = ({ taken_at }: Photo) => Boolean(taken_at);

const KNOWN_TO = { month: { month: "long", year: "numeric" }, year: { year: "numeric" }, day: { dateStyle: "full" } } as const;

/** The moment as the clock on the wall showed it, wherever the reader sits, and no more of it than is known. */
export function taken({ taken_at, date_precision: known }: Pick<Photo, "taken_at" | "date_precision">): string | null {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/.exec(taken_at ?? "");
  const shown = !known || known === "second" ? ({ dateStyle: "full", timeStyle: "short" } as const) : KNOWN_TO[known];
  return wall && date({ ...shown, timeZone: "UTC" }).format(new Date(`${wall[0]}Z`));
}

export function zone({ zone: name }: Pick<Photo, "zone">): string {
  if (!name) return "";
  if (!name.includes("/")) return name.replace(/^(?=[+-])/, "UTC");
  return words("when.zone", { city: name.split("/").at(-1)?.replaceAll("_", " ") ?? "" });
}

export const instant = (iso: string, time: "short" | "medium" = "short") => date({ dateStyle: "medium", timeStyle: time }).format(new Date(iso));

/** The month a photo stands under. */
export const monthOf = ({ day }: Photo) => day.slice(0, 7);

export const percent = (part: number) =>
  numbers(locale(), { style: "percent", maximumFractionDigits: 0 }).format(part);

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options = { style: "unit", unit: UNITS[step], maximumFractionDigits: step > 1 ? 1 : 0 } as const;
  return numbers(locale(), options).format(bytes / 1000 ** step);
}

export const place = ({ place: at }: Pick<Photo, "place">) => [...new Set([at?.city, at?.region, at?.country])].filter(Boolean).join(", ");

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

/** No picture could be made of the file, so nothing was seen on it. */
export const unreadable = (photo: Photo) => stateOf(photo, "renditions") === "failed";

/** What a photo is called where it cannot be seen. */
export const called = (photo: Photo) => photo.title ?? (unreadable(photo) ? undefined : photo.caption?.text) ?? photo.file_name;

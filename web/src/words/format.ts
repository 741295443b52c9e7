/** Facts in people's form: dates, sizes, cameras. */
import type { Photo } from "@/api/types";
import { stateOf } from "@/photos/state";

import { locale, words } from ".";
import { dates, numbers } from "./intl";

const date = (options: Intl.DateTimeFormatOptions) => dates(locale(), options);

/** "2023-07" -> July 2023 */
export function month(value: string, width: "long" | "short" = "long"): string {
  return date({ month: width, year: "numeric", timeZone: "UTC" }).format(new Date(`${value}-01T00:00:00Z`));
}

/** "2023-07-14" -> Friday, 14 July 2023 */
export function day(value: string, style: "full" | "medium" = "full"): string {
  return date({ dateStyle: style, timeZone: "UTC" }).format(new Date(`${value}T00:00:00Z`));
}

/** Whether anybody says when it was taken: its owner, the file, or the file's name. */
export const isDated = ({ taken_at }: Photo) => Boolean(taken_at);

const KNOWN_TO = { month: { month: "long", year: "numeric" }, year: { year: "numeric" }, day: { dateStyle: "full" } } as const;

/** The moment as the clock on the wall showed it, wherever the reader sits, and no more of it than is known. */
export function taken({ taken_at, date_precision: known }: Photo): string | null {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/.exec(taken_at ?? "");
  const shown = !known || known === "second" ? ({ dateStyle: "full", timeStyle: "short" } as const) : KNOWN_TO[known];
  return wall && date({ ...shown, timeZone: "UTC" }).format(new Date(`${wall[0]}Z`));
}

export function zone({ zone: name }: Photo): string {
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

export const place = ({ place: at }: Photo) => [...new Set([at?.city, at?.region, at?.country])].filter(Boolean).join(", ");

/** What took it, with which lens, how it was set; nothing where nothing is known. */
export function camera({ camera: by }: Photo): { name: string; lens: string; settings: string[] } | null {
  if (!by) return null;
  const make = by.make && !by.model?.toLowerCase().startsWith(by.make.split(" ")[0]?.toLowerCase() ?? "") ? by.make : "";
  const settings = [
    by.focal_length && `${Number(by.focal_length.toFixed(1))} mm`,
    by.aperture && `f/${Number(by.aperture.toFixed(1))}`,
    by.exposure && `${by.exposure} s`,
    by.iso && `ISO ${by.iso}`,
  ].filter((setting): setting is string => Boolean(setting));
  const name = [make, by.model].filter(Boolean).join(" ");
  return name || by.lens || settings.length ? { name, lens: by.lens ?? "", settings } : null;
}

/** A camera's make and model in one, as the gateway lists it, without a make that the model repeats. */
export const cameraName = (name: string) => name.replace(/^(\S+)\s.*?(?=\1(\s|$))/i, "");

export const format = ({ media_type }: Photo) => media_type.split("/")[1]?.toUpperCase() ?? "";

/** No picture could be made of the file, so nothing was seen on it. */
export const unreadable = (photo: Photo) => stateOf(photo, "renditions") === "failed";

/** What a photo is called where it cannot be seen. */
export const called = (photo: Photo) => photo.title ?? (unreadable(photo) ? undefined : photo.caption?.text) ?? photo.file_name;

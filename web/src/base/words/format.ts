/** Dates, sizes and shares in people's form. */
import { locale } from ".";
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

export const instant = (iso: string, time: "short" | "medium" = "short") => date({ dateStyle: "medium", timeStyle: time }).format(new Date(iso));

export const percent = (part: number) =>
  numbers(locale(), { style: "percent", maximumFractionDigits: 0 }).format(part);

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options = { style: "unit", unit: UNITS[step], maximumFractionDigits: step > 1 ? 1 : 0 } as const;
  return numbers(locale(), options).format(bytes / 1000 ** step);
}

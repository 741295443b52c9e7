/** What is typed -> what is asked of the gateway; null while it is not whole. */
import type { Change } from "@/api/types";

export type Way = "date" | "shift" | "clock" | "instant";

export interface Typed {
  way: Way;
  day: string; // "2019-07-04", as the browser's own field gives it
  time: string; // "15:30", or none where it is not known
  later: boolean;
  apart: { days: number; hours: number; minutes: number };
  zone: string;
}

export function dateChange({ way, day, time, later, apart, zone }: Typed): Change | null {
  if (way === "date") return day ? { kind: "date", taken_at: time ? `${day}T${time.length === 5 ? `${time}:00` : time}` : day } : null;
  if (way === "shift") {
    const seconds = ((apart.days * 24 + apart.hours) * 60 + apart.minutes) * 60;
    return seconds ? { kind: "shift", seconds: later ? seconds : -seconds } : null;
  }
  return zone.trim() ? { kind: "zone", zone: zone.trim(), keep: way } : null;
}

const DEGREES = /^\s*(-?\d+(?:\.\d+)?)\s*°?\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*°?\s*$/;

/** "43.463, 11.88", or the name of a place that photos of the library were taken at. */
export function locationOf(text: string, places: ReadonlyMap<string, readonly [longitude: number, latitude: number]>): { latitude: number; longitude: number } | null {
  const known = places.get(text.trim());
  if (known) return { longitude: known[0], latitude: known[1] };
  const [, latitude, longitude] = DEGREES.exec(text) ?? [];
  if (latitude === undefined || longitude === undefined) return null;
  return Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180 ? { latitude: Number(latitude), longitude: Number(longitude) } : null;
}

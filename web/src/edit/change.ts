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

export interface Degrees {
  latitude: number;
  longitude: number;
}

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)\s*°?\s*`;
const DEGREES = new RegExp(`^\\s*${NUMBER}([NS])?\\s*[,; ]\\s*${NUMBER}([EW])?\\s*$`, "i");

/** "43.463, 11.88", or "43.463° N, 11.88° E" as other maps write it; null for what is none. */
export function degreesOf(text: string): Degrees | null {
  const [, north, south = "", east, west = ""] = DEGREES.exec(text) ?? [];
  if (north === undefined || east === undefined) return null;
  const latitude = Number(north) * (/s/i.test(south) ? -1 : 1);
  const longitude = Number(east) * (/w/i.test(west) ? -1 : 1);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

export const degrees = ({ latitude, longitude }: Degrees) => `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;

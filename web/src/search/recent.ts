/** The last questions, on this device only. */
import { mine } from "@/base/whose";

const KEY = mine ? `heliograph-asked-${mine}` : "heliograph-asked";
const MOST = 6;

export function recent(): string[] {
  const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
}

export const forgetRecent = () => localStorage.removeItem(KEY);

export function remember(q: string): void {
  const asked = q.trim();
  if (asked) localStorage.setItem(KEY, JSON.stringify([asked, ...recent().filter((one) => one !== asked)].slice(0, MOST)));
}

/** Summaries, memories and stories, as the gateway makes them when they are asked for. */
import { act, call, json, query } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import type { Memories, Memory, Story, Summary } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { chosen } from "@/base/words";
import type { SayOfSummaries } from "@/base/words/summaries";

export const SUMMARIES = "summaries";
export const MEMORIES = "memories";

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const ofSummary = (of: string) => ({ queryKey: [SUMMARIES, of, chosen()], queryFn: () => json<Summary>(`/summaries?${query({ of, tz: zone() })}`) });

export const ofMemories = () => ({ queryKey: [MEMORIES, chosen()], queryFn: () => json<Memories>(`/memories?${query({ tz: zone() })}`), staleTime: 60_000 });

export const ofStory = (of: string) => ({ queryKey: [MEMORIES, "story", of, chosen()], queryFn: () => json<Story>(`/stories?${query({ of, tz: zone() })}`), staleTime: Infinity });

export type What = "kind" | "person" | "day";

/** Whether it is so now. */
async function said(memory: string, way: "less" | "more", of: What | null): Promise<boolean> {
  try {
    await act("POST", `/memories/${memory}/${way}`, { of });
    await queries.invalidateQueries({ queryKey: [MEMORIES] });
    return true;
  } catch (error) {
    say(sentence(error));
    return false;
  }
}

export async function seeLess(memory: Memory, of: What, tell: SayOfSummaries, undo: string): Promise<void> {
  if (await said(memory.id, "less", of)) say(tell("less.done"), { action: { label: undo, run: () => void said(memory.id, "more", of) } });
}

export const seeMore = (memory: string, of: What) => said(memory, "more", of);

/** As one file that needs nothing else. */
export async function save(of: string, title: string): Promise<void> {
  try {
    const page = await (await call(`/stories/file?${query({ of, tz: zone() })}`)).blob();
    const url = URL.createObjectURL(page);
    Object.assign(document.createElement("a"), { href: url, download: `${title}.html` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (error) {
    say(sentence(error));
  }
}

/** "2023-07-14" -> "2023-W28" (ISO 8601). */
export function weekOf(day: string): string {
  const thursday = new Date(`${day}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  const week = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}

/** What the stretch of time lies in, from the nearest on. */
export function around(of: string): { of: string; word: "to.week" | "to.month" | "to.year" }[] {
  const [kind, name = ""] = of.split(":");
  const found: ReturnType<typeof around> = [];
  if (kind === "day") found.push({ of: `week:${weekOf(name)}`, word: "to.week" }, { of: `month:${name.slice(0, 7)}`, word: "to.month" });
  if (kind === "day" || kind === "month") found.push({ of: `year:${name.slice(0, 4)}`, word: "to.year" });
  return found;
}

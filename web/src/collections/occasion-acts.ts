/** What can be said of an occasion. */
import { act, json, query, send } from "@/api/client";
import { sentence } from "@/api/sentence";
import type { Occasion, OccasionKind } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words } from "@/base/words";
import type { SayOfOccasions } from "@/base/words/occasions";
import { OCCASIONS, stirOccasions } from "@/photos/occasions";

export const KINDS: readonly OccasionKind[] = ["trip", "day out", "wedding", "birthday", "celebration", "gathering", "concert", "sport", "meal", "walk"];

const MOST = 200; // occasions of a trip
const NEAR = 20; // occasions that begin within two days of one

export const ofOne = (id: string) => ({ queryKey: [OCCASIONS, "one", id], queryFn: () => json<Occasion>(`/occasions/${id}`) });

const listed = async (asked: Parameters<typeof query>[0]) => (await json<{ occasions: Occasion[] }>(`/occasions?${query(asked)}`)).occasions;

/** The parts of a trip, the first one first. */
export const ofTrip = (id: string) => ({ queryKey: [OCCASIONS, "trip", id], queryFn: () => listed({ trip: id, order: "oldest", limit: MOST }) });

export interface Neighbours {
  before: Occasion | null;
  after: Occasion | null;
}

/** Those that it can be one with: of the same trip, or of none. */
export const besides = ({ id, trip, first }: Occasion) => ({
  queryKey: [OCCASIONS, "besides", id],
  queryFn: async (): Promise<Neighbours> => {
    if (trip) {
      const parts = await listed({ trip, order: "oldest", limit: MOST });
      return { before: next(parts.toReversed(), id), after: next(parts, id) };
    }
    // By the clock there they may have begun on another day than by the one that they are asked for.
    const [earlier, later] = await Promise.all([
      listed({ to: dayFrom(first, 1), order: "newest", limit: NEAR }),
      listed({ from: dayFrom(first, -1), order: "oldest", limit: NEAR }),
    ]);
    return { before: next(earlier, id), after: next(later, id) };
  },
});

/** The one behind it, unless that is a trip, which follows from what it holds. */
export function next(list: readonly Occasion[], id: string): Occasion | null {
  const at = list.findIndex((one) => one.id === id);
  const found = at < 0 ? undefined : list[at + 1];
  return found && !found.holds ? found : null;
}

function dayFrom(at: string, days: number): string {
  const day = new Date(`${at.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Undefined where it was refused, and that has been said. */
async function told<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    say(sentence(error));
    return undefined;
  } finally {
    stirOccasions();
  }
}

const done = async (asked: Promise<unknown>) => (await told(asked.then(() => true))) ?? false;

export const tell = (id: string, said: { title?: string; kind?: OccasionKind | null }) => done(send("PATCH", `/occasions/${id}`, said));

/** Another one begins with this photo. */
export async function split(id: string, photo: string, of: SayOfOccasions): Promise<void> {
  if (await done(send("POST", `/occasions/${id}/split`, { before: photo }))) say(of("parted"));
}

/** The two are one -> which one that is. */
export async function join(id: string, other: string, of: SayOfOccasions): Promise<string | undefined> {
  const one = await told(send<Occasion>("POST", `/occasions/${id}/merge`, { with: other }));
  if (one) say(of("joined"));
  return one?.id;
}

export const restore = (id: string) => done(act("POST", `/occasions/${id}/restore`));

/** It is none; which can be taken back. */
export async function dismiss(id: string, of: SayOfOccasions): Promise<boolean> {
  const gone = await done(act("POST", `/occasions/${id}/dismiss`));
  if (gone) say(of("dismissed"), { action: { label: words("undo"), run: () => void restore(id) } });
  return gone;
}

/** What can be said of an occasion. */
import { call, query, send } from "@/api/client";
import { json } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import type { Occasion, OccasionKind } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words } from "@/base/words";

export const OCCASIONS = "occasions"; // first in the key of every question about them

export const KINDS: readonly OccasionKind[] = ["trip", "day out", "wedding", "birthday", "celebration", "gathering", "concert", "sport", "meal", "walk"];

const MOST = 200; // occasions of a trip

export const ofOne = (id: string) => ({ queryKey: [OCCASIONS, "one", id], queryFn: () => json<Occasion>(`/occasions/${id}`) });

/** The parts of a trip, the first one first. */
export const ofTrip = (id: string) => ({
  queryKey: [OCCASIONS, "trip", id],
  queryFn: async () => (await json<{ occasions: Occasion[] }>(`/occasions?${query({ trip: id, limit: MOST })}`)).occasions.toReversed(),
});

export const stirOccasions = () => void queries.invalidateQueries({ queryKey: [OCCASIONS] });

/** False where it was refused, and that has been said. */
async function act(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    say(sentence(error));
    return false;
  } finally {
    stirOccasions();
  }
}

export const tell = (id: string, said: { title?: string; kind?: OccasionKind | null }) => act(send("PATCH", `/occasions/${id}`, said));

const answer = (id: string, verb: "dismiss" | "restore") => act(call(`/occasions/${id}/${verb}`, { method: "POST" }));

/** It is none; which can be taken back. */
export async function dismiss(id: string): Promise<boolean> {
  const done = await answer(id, "dismiss");
  if (done) say(words("occasions.dismissed"), { action: { label: words("undo"), run: () => void answer(id, "restore") } });
  return done;
}

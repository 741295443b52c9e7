/** What can be said of people and faces. Each is one action of the gateway's, which takes it back when asked. */
import { json, Problem, query, send } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import type { Action, Face, People, Person } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words } from "@/base/words";
import { takeBack } from "@/photos/actions";
import { done } from "@/photos/done";
import * as known from "@/photos/known";
import { PEOPLE, stirPeople } from "@/photos/people";

const MOST = 500; // people of one page

interface Told {
  action: Action | null;
}
type OfPerson = Told & { person: Person | null };
type OfFace = Told & { face: Face | null };

/** Everybody with a name, most photos first. */
export const ofNamed = (hidden = false) => ({
  queryKey: [PEOPLE, "named", hidden],
  queryFn: async (): Promise<Person[]> => {
    const people: Person[] = [];
    let after: string | null = null;
    do {
      const page: People = await json<People>(`/people?${query({ named: true, hidden, limit: MOST, after })}`);
      people.push(...page.people);
      after = page.next;
    } while (after);
    return people;
  },
});

/** Null where it was refused, and that has been said. */
async function act<T extends Told>(asked: Promise<T>): Promise<T | null> {
  try {
    const told = await asked;
    const { action } = told;
    if (action) say(done(action), { action: { label: words("undo"), run: () => void takeBack(action, []) } });
    return told;
  } catch (error) {
    say(sentence(error));
    return null;
  } finally {
    stirPeople();
  }
}

type Saying = { name: string; another?: boolean } | { hidden: boolean } | { cover: string } | { birth_date: string };

export const tell = (person: string, said: Saying) => act(send<OfPerson>("PATCH", `/people/${person}`, said));

/** Who has the name already: nobody was named then, for they may be the same person. Null where it is done, or refused. */
export async function rename(person: string, name: string): Promise<Person | null> {
  const asked = send<OfPerson>("PATCH", `/people/${person}`, { name });
  const taken = await asked.then(() => false, (error: unknown) => error instanceof Problem && error.status === 409);
  const namesake = taken ? await called(name, person) : null;
  if (!namesake) await act(asked);
  return namesake;
}

async function called(name: string, except: string): Promise<Person | null> {
  const key = nameKey(name);
  const everybody = await Promise.all([false, true].map((hidden) => queries.fetchQuery({ ...ofNamed(hidden), staleTime: 0 })));
  return everybody.flat().find((person) => person.id !== except && nameKey(person.name) === key) ?? null;
}

/** By which two names are one, as the gateway has it: without case, and with single blanks. */
export const nameKey = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();

/** They are one person from now on: `into`. */
export const merge = (into: string, people: readonly string[]) => act(send<OfPerson>("POST", "/people/merge", { into, people }));

/** These are two people. */
export const deny = (group: string, person: string) => act(send<OfPerson>("POST", `/people/${group}/deny`, { person }));

/** Whether these groups are that person: one answer for all of them. */
export const answer = (person: string, groups: readonly string[], same: boolean) =>
  act(send<Told>("POST", "/people/suggestions/answer", { answers: groups.map((group) => ({ group, person, same })) }));

/** These faces are somebody else's: who there is, or who is new, with a name or without. */
export const split = (person: string, faces: readonly string[], to: { person: string } | { name: string }) =>
  act(send<OfPerson>("POST", `/people/${person}/split`, { faces, ...to }));

/** To somebody there is, or by a name. */
export const assign = (face: string, to: { person: string } | { name: string }) => act(send<OfFace>("POST", `/faces/${face}/assign`, to));

/** Not whose it is shown to be. */
export const reject = (face: string) => act(json<OfFace>(`/faces/${face}/reject`, { method: "POST" }));

type Box = readonly number[];

/** What is said of a photo's face is shown at once. */
async function shown(photo: string, face: string, asked: Promise<OfFace>): Promise<OfFace | null> {
  const told = await act(asked);
  const before = known.get(photo);
  if (told && before) {
    const others = (before.faces ?? []).filter(({ id }) => id !== (told.face?.id ?? face));
    known.put({ ...before, faces: told.face ? [...others, told.face] : others });
  }
  return told;
}

export const draw = (photo: string, box: Box) => shown(photo, "", send<OfFace>("POST", `/photo/${photo}/faces`, { box }));

export const move = (photo: string, face: string, box: Box) => shown(photo, face, send<OfFace>("PATCH", `/faces/${face}`, { box }));

/** A box that was drawn goes; what was found is no face. */
export const erase = (photo: string, face: string) => shown(photo, face, json<OfFace>(`/faces/${face}`, { method: "DELETE" }));

/** They are on the photo, and their face is not. */
export const join = (photo: string, who: { person: string } | { name: string }) => act(send<Told>("POST", `/photo/${photo}/people`, who));

export const leave = (photo: string, person: string) => act(json<Told>(`/photo/${photo}/people/${person}`, { method: "DELETE" }));

/** Nobody's that matters, or no face. */
export const ignore = (face: string) => act(json<OfFace>(`/faces/${face}/ignore`, { method: "POST" }));

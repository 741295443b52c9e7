/** What was done, in words: said when it is done, and when it is looked for later. */
import type { Action } from "@/api/types";
import { words, type Key } from "@/base/words";

type Done = Action["change"];

const OF_PHOTOS = { delete: "done.deleted", rating: "done.rated", tags: "done.tags", shift: "done.dated", zone: "done.dated", date: "done.dated", place: "done.placed", track: "done.followed" } as const;
const OF_PEOPLE = { merge: "done.merged", split: "done.split", deny: "done.denied", assign: "done.assigned", reject: "done.rejected", ignore: "done.ignored", draw: "done.drawn", move: "done.moved", erase: "done.erased", join: "done.joined", leave: "done.gone", answers: "done.answered" } as const;

export const isOfAlbums = ({ kind }: Done) => kind.startsWith("album");
export const isOfPeople = ({ kind }: Done) => kind === "person" || kind in OF_PEOPLE;

function keyOf(change: Done): Key {
  switch (change.kind) {
    case "favourite":
      return change.favourite ? "done.favourite" : "done.unfavourite";
    case "archived":
      return change.archived ? "done.archived" : "done.unarchived";
    case "take":
      return "done.taken";
    case "album":
      return change.add ? "done.collected" : "done.takenOut";
    case "album_said":
      return "done.albumSaid";
    case "album_taken":
      return "done.albumTaken";
    case "occasion_said":
      return "done.occasionSaid";
    case "album_deleted":
      return "done.albumDeleted";
    case "person":
      if (typeof change.name === "string") return change.name ? "done.named" : "done.unnamed";
      if (typeof change.hidden === "boolean") return change.hidden ? "done.hidden" : "done.unhidden";
      if (typeof change.consent === "boolean") return change.consent ? "done.consented" : "done.unconsented";
      return change.cover ? "done.cover" : "done.birth";
    case "merge":
    case "split":
    case "deny":
    case "assign":
    case "reject":
    case "ignore":
    case "draw":
    case "move":
    case "erase":
    case "join":
    case "leave":
    case "answers":
      return OF_PEOPLE[change.kind];
    default:
      return OF_PHOTOS[change.kind];
  }
}

export const done = ({ change, count }: Pick<Action, "change" | "count">) => words(keyOf(change), { n: count, name: ("name" in change && change.name) || "" });

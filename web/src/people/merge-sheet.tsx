/** Who else is this person? Chosen among large faces, and asked once more side by side. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sentence } from "@/api/sentence";
import type { Person } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { FIELD, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { merge, ofNamed } from "@/faces/acts";
import { Face } from "@/faces/face";
import { proposed } from "@/faces/name-field";
import { useUnnamed } from "@/faces/person";
import { SamePerson } from "@/faces/same-person";

interface Props {
  person: Person;
  /** Hears whose photos they are then. */
  close: (id: string) => void;
}

/** Who stays: who has a name, else who is looked at. */
export const staying = (person: Person, other: Person) => (other.name && !person.name ? other : person);

export function MergeSheet({ person, close }: Props) {
  const say = useWords();
  const [text, setText] = useState("");
  const [other, setOther] = useState<Person | null>(null);
  const named = useQuery(ofNamed());
  const unnamed = useUnnamed();
  const error = named.error ?? unnamed.error;
  const groups = unnamed.pages?.flatMap(({ people }) => people) ?? [];
  const people = (text.trim() ? proposed(named.data ?? [], text) : [...(named.data ?? []), ...groups]).filter(({ id }) => id !== person.id);
  const stay = () => close(person.id);
  if (other) {
    const into = staying(person, other);
    const yes = () => {
      close(into.id); // first: who is about to be somebody else is not looked at any more
      void merge(into.id, [into === other ? person.id : other.id]);
    };
    return <SamePerson one={person} other={other} yes={yes} no={() => setOther(null)} close={stay} />;
  }
  return (
    <Dialog title={say("people.merge")} close={stay}>
      <input type="search" dir="auto" aria-label={say("people.find")} placeholder={say("people.find")} value={text} onChange={(event) => setText(event.target.value)} className={`${FIELD} mt-3`} />
      {error && <p className="pt-4 text-quiet">{sentence(error)}</p>}
      {named.data && unnamed.pages && !people.length && <p className="pt-4 text-quiet">{say("people.nobodyElse")}</p>}
      <ul aria-label={say("door.people")} className="-mx-2 mt-4 grid max-h-[55dvh] grid-cols-3 gap-x-1 gap-y-3 overflow-y-auto overscroll-contain">
        {people.map((one) => (
          <li key={one.id} className="min-w-0">
            <button onClick={() => setOther(one)} className="group grid w-full justify-items-center gap-1 rounded-xl p-2 text-center hover:bg-wash focus-visible:outline-offset-[-3px]">
              <Face id={one.cover} className="size-22 desk:size-28" />
              <bdi className="max-w-full truncate text-sm">{one.name || say("people.nobody")}</bdi>
              <span className="text-xs text-quiet tabular-nums">{say("count", { n: one.photos })}</span>
            </button>
          </li>
        ))}
      </ul>
      {unnamed.more && !text.trim() && (
        <p className="mt-3 text-center">
          <button className={`${QUIET} py-1 text-sm`} onClick={unnamed.more}>
            {say("more")}
          </button>
        </p>
      )}
    </Dialog>
  );
}

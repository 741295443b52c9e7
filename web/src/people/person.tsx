/** A person: their photos, and what can be said of them. */
import { BookOpen, Eye, EyeOff, History as HistoryIcon, Merge, Pencil, SquareUserRound } from "lucide-react";
import { useMemo, useState } from "react";
import { Link, useLocation, useParams } from "wouter";

import { Trouble } from "@/api/trouble";
import type { Person } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { CHIP, ICON, PAGE } from "@/base/ui/styles";
import { useWords, type Key } from "@/base/words";
import { tell } from "@/faces/acts";
import { Face } from "@/faces/face";
import { Naming } from "@/faces/naming";
import { usePerson } from "@/faces/person";
import { PhotoList } from "@/timeline/photo-list";

import { PersonHistory } from "./history";
import { MergeSheet } from "./merge-sheet";

export default function OnePerson() {
  const say = useWords();
  const { id = "" } = useParams();
  const { data: person, error } = usePerson(id);
  const filter = useMemo(() => ({ person: id }), [id]);
  const label = person ? person.name || say("people.who") : say("door.people");
  return (
    <>
      <Heading title={label} back="/collections/people" lead={person && <Face id={person.cover} className="size-14 desk:size-16" />}>
        {person && <Acts person={person} />}
      </Heading>
      {person && <More person={person} />}
      {error ? (
        <Trouble error={error} />
      ) : (
        <PhotoList label={label} filter={filter} empty={<p className="mx-auto max-w-md p-10 text-center text-quiet">{say("people.none")}</p>} />
      )}
    </>
  );
}

/** What is wanted less often, in words. */
function More({ person }: { person: Person }) {
  const say = useWords();
  const [history, setHistory] = useState(false);
  const { id, birth_date: birth } = person;
  return (
    <div className={`flex flex-wrap items-center gap-2 pb-4 text-sm ${PAGE}`}>
      <Link href={`/collections/people/${id}/faces`} className={CHIP}>
        <SquareUserRound size={16} aria-hidden="true" />
        {say("people.faces")}
      </Link>
      <Link href={`/summaries/person:${id}`} className={CHIP}>
        <BookOpen size={16} aria-hidden="true" />
        {say("people.summary")}
      </Link>
      <button className={CHIP} onClick={() => setHistory(true)}>
        <HistoryIcon size={16} aria-hidden="true" />
        {say("people.history")}
      </button>
      <label className={CHIP} title={say("people.birthWhy")}>
        {say("people.birth")}
        <input
          type="date"
          key={birth}
          defaultValue={birth ?? ""}
          max={new Date().toISOString().slice(0, 10)}
          className="bg-transparent"
          onBlur={({ target: { value, validity } }) => {
            if (validity.valid && value !== (birth ?? "")) void tell(id, { birth_date: value });
          }}
        />
      </label>
      {history && <PersonHistory person={person} close={() => setHistory(false)} />}
    </div>
  );
}

function Acts({ person }: { person: Person }) {
  const [, go] = useLocation();
  const [naming, setNaming] = useState(false);
  const [merging, setMerging] = useState(false);
  const stay = (id: string) => {
    setNaming(false);
    setMerging(false);
    if (id !== person.id) go(`/collections/people/${id}`, { replace: true });
  };
  const hide = async () => {
    if ((await tell(person.id, { hidden: !person.hidden })) && !person.hidden) go("/collections/people");
  };
  return (
    <>
      <div className="ms-auto flex">
        <Act icon={Pencil} word={person.name ? "people.rename" : "people.name"} act={() => setNaming(!naming)} />
        <Act icon={Merge} word="people.merge" act={() => setMerging(true)} />
        <Act icon={person.hidden ? Eye : EyeOff} word={person.hidden ? "people.unhide" : "people.hide"} act={() => void hide()} />
      </div>
      {naming && (
        <div className={`absolute inset-x-0 top-full z-20 max-w-md ${PAGE}`}>
          <Naming person={person} focused close={stay} />
        </div>
      )}
      {merging && <MergeSheet person={person} close={stay} />}
    </>
  );
}

function Act({ icon: Icon, word, act }: { icon: typeof Pencil; word: Key; act: () => void }) {
  const say = useWords();
  return (
    <button className={ICON} title={say(word)} aria-label={say(word)} onClick={act}>
      <Icon size={20} aria-hidden="true" />
    </button>
  );
}

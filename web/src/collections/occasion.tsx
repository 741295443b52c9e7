/** An occasion: its photos, of what it is made where it is a trip, and what can be said of it. */
import { useQuery } from "@tanstack/react-query";
import { Pencil, X } from "lucide-react";
import { useMemo, useState, type FormEvent } from "react";
import { useLocation, useParams } from "wouter";

import { Trouble } from "@/api/trouble";
import type { Occasion } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { FIELD, ICON, MAIN, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { PhotoList } from "@/timeline/photo-list";

import { dismiss, KINDS, ofOne, ofTrip, tell } from "./occasion-acts";
import { Strip } from "./occasions";

const LONGEST = 200; // letters of a title

export default function OneOccasion() {
  const say = useWords();
  const { id = "" } = useParams();
  const { data: occasion, error } = useQuery(ofOne(id));
  const filter = useMemo(() => ({ occasion: id }), [id]);
  const [, go] = useLocation();
  const [naming, setNaming] = useState(false);
  const title = occasion?.name ?? say("door.occasions");
  const back = occasion?.trip ? `/collections/occasions/${occasion.trip}` : "/collections/occasions";
  return (
    <>
      <Heading title={title} back={back}>
        {occasion && (
          <div className="ms-auto flex">
            <button className={ICON} title={say("occasions.edit")} aria-label={say("occasions.edit")} aria-expanded={naming} onClick={() => setNaming(!naming)}>
              <Pencil size={20} aria-hidden="true" />
            </button>
            <button
              className={ICON}
              title={say("occasions.dismiss")}
              aria-label={say("occasions.dismiss")}
              onClick={() => void dismiss(id).then((done) => done && go(back))}
            >
              <X size={20} aria-hidden="true" />
            </button>
          </div>
        )}
      </Heading>
      {occasion && naming && <Naming occasion={occasion} close={() => setNaming(false)} />}
      {occasion?.holds && <Parts trip={id} />}
      {error ? (
        <Trouble error={error} />
      ) : (
        <PhotoList label={title} filter={filter} empty={<p className="mx-auto max-w-md p-10 text-center text-quiet">{say("empty.collection")}</p>} />
      )}
    </>
  );
}

function Parts({ trip }: { trip: string }) {
  const say = useWords();
  const { data = [] } = useQuery(ofTrip(trip));
  if (data.length < 2) return null;
  return (
    <section className={`pb-8 ${PAGE}`}>
      <h2 className="sr-only">{say("occasions.parts")}</h2>
      <ol className="-m-1 flex gap-4 overflow-x-auto p-1">
        {data.map((part) => (
          <li key={part.id} className="w-72 shrink-0">
            <Strip occasion={part} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Naming({ occasion, close }: { occasion: Occasion; close: () => void }) {
  const say = useWords();
  const { id } = occasion;
  const [title, setTitle] = useState(occasion.title ?? "");
  const [kind, setKind] = useState<string>(occasion.kind ?? "");
  const save = (event: FormEvent) => {
    event.preventDefault();
    const chosen = KINDS.find((each) => each === kind) ?? null;
    void tell(id, { title: title.trim(), ...(chosen !== occasion.kind && { kind: chosen }) }).then((done) => done && close());
  };
  return (
    <form onSubmit={save} className={`flex max-w-2xl flex-wrap items-center gap-2 pb-4 ${PAGE}`}>
      <input
        aria-label={say("occasions.title")}
        placeholder={occasion.name}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
        maxLength={LONGEST}
        className={`${FIELD} min-w-48 flex-1`}
      />
      <select aria-label={say("occasions.kind")} value={kind} onChange={({ target }) => setKind(target.value)} className="rounded-xl bg-wash px-3 py-2.5">
        <option value="">{say("occasions.noKind")}</option>
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {say(`occasion.${each}`)}
          </option>
        ))}
      </select>
      <button className={MAIN}>{say("boxes.done")}</button>
    </form>
  );
}

/** An occasion: where it was, its photos, of what it is made where it is a trip, and what can be said of it. */
import { useQuery } from "@tanstack/react-query";
import { BookOpen, Pencil, SquareSplitHorizontal, Undo2, X } from "lucide-react";
import { lazy, Suspense, useMemo, useState, type FormEvent } from "react";
import { Link, useLocation, useParams } from "wouter";

import { Trouble } from "@/api/trouble";
import type { Occasion } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { FIELD, ICON, MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useOccasionWords } from "@/base/words/occasions";
import { clearSelection, useSelection } from "@/photos/selection";
import { PhotoList } from "@/timeline/photo-list";

import { besides, dismiss, join, KINDS, ofOne, ofTrip, restore, split, tell } from "./occasion-acts";
import { Strip } from "./occasions";

const Places = lazy(() => import("@/map/places"));

const LONGEST = 200; // letters of a title

export default function OneOccasion() {
  const say = useWords();
  const of = useOccasionWords();
  const { id = "" } = useParams();
  const { data: occasion, error } = useQuery(ofOne(id));
  const filter = useMemo(() => ({ occasion: id }), [id]);
  const [, go] = useLocation();
  const [changing, setChanging] = useState(false);
  const title = occasion?.name ?? say("door.occasions");
  const back = occasion?.trip ? `/collections/occasions/${occasion.trip}` : "/collections/occasions";
  return (
    <>
      <Heading title={title} back={back}>
        {occasion && !occasion.dismissed && (
          <div className="ms-auto flex items-center">
            <Link href={`/summaries/trip:${id}`} className={ICON} title={of("summary")} aria-label={of("summary")}>
              <BookOpen size={20} aria-hidden="true" />
            </Link>
            <button className={ICON} title={of("edit")} aria-label={of("edit")} aria-expanded={changing} onClick={() => setChanging(!changing)}>
              <Pencil size={20} aria-hidden="true" />
            </button>
            <button className={ICON} title={of("dismiss")} aria-label={of("dismiss")} onClick={() => void dismiss(id, of).then((done) => done && go(back))}>
              <X size={20} aria-hidden="true" />
            </button>
          </div>
        )}
      </Heading>
      {error ? (
        <Trouble error={error} />
      ) : occasion?.dismissed ? (
        <div className={`grid max-w-xl justify-items-start gap-4 text-quiet ${PAGE}`}>
          <p>{of("isDismissed")}</p>
          <button className={QUIET} onClick={() => void restore(id)}>
            <Undo2 size={20} aria-hidden="true" />
            {of("restore")}
          </button>
        </div>
      ) : (
        <>
          {occasion && changing && <Changing key={id} occasion={occasion} close={() => setChanging(false)} />}
          {occasion?.holds && <Parts trip={id} />}
          {occasion && occasion.places.length > 0 && (
            <div className={`max-w-5xl pb-6 empty:hidden ${PAGE}`}>
              <Suspense>
                <Places label={of("map")} filter={filter} />
              </Suspense>
            </div>
          )}
          <PhotoList
            label={title}
            filter={filter}
            empty={<p className="mx-auto max-w-md p-10 text-center text-quiet">{say("empty.collection")}</p>}
            more={occasion && !occasion.holds && <Part occasion={id} />}
          />
        </>
      )}
    </>
  );
}

/** Of one chosen photo: it begins another occasion. */
function Part({ occasion }: { occasion: string }) {
  const of = useOccasionWords();
  const chosen = useSelection((selection) => selection.chosen);
  const [photo] = chosen;
  if (!photo || chosen.size > 1) return null;
  const act = () => {
    clearSelection();
    void split(occasion, photo, of);
  };
  return (
    <button className={ICON} title={of("split")} aria-label={of("split")} onClick={act}>
      <SquareSplitHorizontal size={20} aria-hidden="true" />
    </button>
  );
}

function Parts({ trip }: { trip: string }) {
  const of = useOccasionWords();
  const { data = [] } = useQuery(ofTrip(trip));
  if (data.length < 2) return null;
  return (
    <section className={`pb-8 ${PAGE}`}>
      <h2 className="sr-only">{of("parts")}</h2>
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

function Changing({ occasion, close }: { occasion: Occasion; close: () => void }) {
  return (
    <div className={`grid max-w-2xl gap-3 pb-4 ${PAGE}`}>
      <Naming occasion={occasion} close={close} />
      {!occasion.holds && <Joining occasion={occasion} />}
    </div>
  );
}

function Joining({ occasion }: { occasion: Occasion }) {
  const of = useOccasionWords();
  const { data } = useQuery(besides(occasion));
  const [, go] = useLocation();
  const those = [
    { other: data?.before, word: "joinBefore" },
    { other: data?.after, word: "joinAfter" },
  ] as const;
  return those.map(
    ({ other, word }) =>
      other && (
        <button
          key={other.id}
          className={`${QUIET} justify-start text-start [overflow-wrap:anywhere]`}
          onClick={() => void join(occasion.id, other.id, of).then((one) => one && go(`/collections/occasions/${one}`, { replace: true }))}
        >
          {of(word, { name: other.name })}
        </button>
      ),
  );
}

function Naming({ occasion, close }: { occasion: Occasion; close: () => void }) {
  const say = useWords();
  const of = useOccasionWords();
  const { id } = occasion;
  const [title, setTitle] = useState(occasion.title ?? "");
  const [kind, setKind] = useState<string>(occasion.kind ?? "");
  const save = (event: FormEvent) => {
    event.preventDefault();
    const chosen = KINDS.find((each) => each === kind) ?? null;
    void tell(id, { title: title.trim(), ...(chosen !== occasion.kind && { kind: chosen }) }).then((done) => done && close());
  };
  return (
    <form onSubmit={save} className="flex flex-wrap items-center gap-2">
      <input
        aria-label={of("title")}
        placeholder={occasion.name}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
        maxLength={LONGEST}
        className={`${FIELD} min-w-48 flex-1`}
      />
      <select aria-label={of("kind")} value={kind} onChange={({ target }) => setKind(target.value)} className="rounded-xl bg-wash px-3 py-2.5">
        <option value="">{of("noKind")}</option>
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {of(`kind.${each}`)}
          </option>
        ))}
      </select>
      <button className={MAIN}>{say("boxes.done")}</button>
    </form>
  );
}

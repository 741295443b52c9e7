/** All faces of a person, large: those that are somebody else's are picked and given away. */
import { useState } from "react";
import { useParams } from "wouter";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import { Heading } from "@/base/ui/heading";
import { PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { split } from "@/faces/acts";
import { Face } from "@/faces/face";
import { NameField } from "@/faces/name-field";
import { usePerson } from "@/faces/person";
import { PEOPLE } from "@/photos/people";

interface Page {
  faces: { id: string; photo: string }[];
  next: string | null;
}

export default function Split() {
  const say = useWords();
  const { id = "" } = useParams();
  const { data: person } = usePerson(id);
  const { pages, error, bottom } = usePages<Page>([PEOPLE, "faces", id], (after) => `/people/${id}/faces?${query({ limit: 100, after })}`);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const faces = pages?.flatMap(({ faces }) => faces) ?? [];
  const chosen = faces.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const flip = (face: string) => setPicked((before) => new Set(before.has(face) ? [...before].filter((each) => each !== face) : [...before, face]));
  const give = async (to: { person: string } | { name: string }) => {
    if (await split(id, chosen, to)) setPicked(new Set());
  };
  return (
    <>
      <Heading title={person?.name || say("people.faces")} back={`/collections/people/${id}`} lead={person && <Face id={person.cover} className="size-14 desk:size-16" />} />
      {error && <Trouble error={error} />}
      <p className={`pb-4 text-quiet ${PAGE}`}>{say(pages && !faces.length ? "split.none" : "split.pick")}</p>
      <ul aria-label={say("people.faces")} className={`grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-3 pb-40 desk:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] ${PAGE}`}>
        {faces.map(({ id: face }, index) => (
          <li key={face}>
            <button
              aria-pressed={picked.has(face)}
              aria-label={say("split.one", { n: index + 1 })}
              onClick={() => flip(face)}
              className="group grid w-full justify-items-center rounded-2xl p-2 hover:bg-wash aria-pressed:bg-sun/25 aria-pressed:outline-2 aria-pressed:outline-sun"
            >
              <Face id={face} className="size-26 desk:size-36" />
            </button>
          </li>
        ))}
      </ul>
      <div ref={bottom} />
      {chosen.length > 0 && (
        <section aria-label={say("split.faces", { n: chosen.length })} className={`fixed inset-x-0 bottom-0 z-30 flex flex-wrap items-center gap-3 bg-raised pt-3 pb-[calc(1rem+env(safe-area-inset-bottom))] shadow-[0_-4px_24px_rgb(0_0_0/0.18)] ${PAGE}`}>
          <span className="tabular-nums">{say("split.faces", { n: chosen.length })}</span>
          <div className="min-w-52 max-w-sm flex-1">
            <NameField up save={(name) => void give({ name })} choose={({ id }) => void give({ person: id })} close={() => undefined} />
          </div>
          <button className={`${QUIET} py-2.5`} onClick={() => void give({ name: "" })}>
            {say("split.new")}
          </button>
        </section>
      )}
    </>
  );
}

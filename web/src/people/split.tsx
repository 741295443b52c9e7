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
import { PickBar, PickFaces } from "@/faces/pick";
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
  const give = async (to: { person: string } | { name: string }) => {
    if (await split(id, chosen, to)) setPicked(new Set());
  };
  return (
    <>
      <Heading title={person?.name || say("people.faces")} back={`/collections/people/${id}`} lead={person && <Face id={person.cover} className="size-14 desk:size-16" />} />
      {error && <Trouble error={error} />}
      <p className={`pb-4 text-quiet ${PAGE}`}>{say(pages && !faces.length ? "split.none" : "split.pick")}</p>
      <PickFaces
        label={say("people.faces")}
        choices={faces.map(({ id }, index) => ({ id, face: id, name: say("split.one", { n: index + 1 }) }))}
        picked={picked}
        change={setPicked}
      />
      <div ref={bottom} />
      {chosen.length > 0 && (
        <PickBar label={say("split.faces", { n: chosen.length })}>
          <div className="min-w-52 max-w-sm flex-1">
            <NameField up save={(name) => void give({ name })} choose={({ id }) => void give({ person: id })} close={() => undefined} />
          </div>
          <button className={`${QUIET} py-2.5`} onClick={() => void give({ name: "" })}>
            {say("split.new")}
          </button>
        </PickBar>
      )}
    </>
  );
}

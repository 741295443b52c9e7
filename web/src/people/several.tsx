/** All groups that may be one person, side by side: those that are, or are not, are picked and answered together. */
import { useState } from "react";

import type { Person } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { answer } from "@/faces/acts";
import { Face } from "@/faces/face";
import { PickBar, PickFaces } from "@/faces/pick";

const MOST = 200; // answers that the gateway takes at once

interface Props {
  person: Person;
  groups: readonly Person[];
  /** Hears which of the groups were answered. */
  answered: (groups: string[]) => void;
  close: () => void;
}

export function Several({ person, groups, answered, close }: Props) {
  const say = useWords();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shown = groups.slice(0, MOST);
  const chosen = shown.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const give = async (same: boolean) => {
    if (!(await answer(person.id, chosen, same))) return;
    setPicked(new Set());
    answered(chosen);
  };
  return (
    <>
      <Heading title={say("ask.is", { name: person.name })} lead={<Face id={person.cover} className="size-14 desk:size-16" />}>
        <button className={`${QUIET} ms-auto`} onClick={close}>
          {say("close")}
        </button>
      </Heading>
      <p className={`pb-4 text-quiet ${PAGE}`}>{say("ask.pick", { name: person.name })}</p>
      <PickFaces
        label={say("people.who")}
        choices={shown.map(({ id, cover, photos }, index) => ({
          id,
          face: cover,
          name: `${say("split.one", { n: index + 1 })}, ${say("count", { n: photos })}`,
          below: say("count", { n: photos }),
        }))}
        picked={picked}
        change={setPicked}
      />
      {chosen.length > 0 && (
        <PickBar label={say("split.faces", { n: chosen.length })}>
          <button className={`${MAIN} ms-auto`} onClick={() => void give(true)}>
            {say("ask.yes")}
          </button>
          <button className={`${QUIET} py-2.5`} onClick={() => void give(false)}>
            {say("ask.no")}
          </button>
        </PickBar>
      )}
    </>
  );
}

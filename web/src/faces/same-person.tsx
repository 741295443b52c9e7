/** Whether two are one person: their faces large, side by side. */
import type { Person } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { MAIN, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";

import { Face } from "./face";

interface Props {
  one: Person;
  other: Person;
  yes: () => void;
  /** What No means, in words; by default only that. */
  noWord?: string;
  no: () => void;
  close: () => void;
}

export function SamePerson({ one, other, yes, noWord, no, close }: Props) {
  const say = useWords();
  return (
    <Dialog title={say("same.title")} close={close}>
      <Pair one={one} other={other} />
      <div className="grid gap-2">
        <button className={MAIN} onClick={yes}>
          {say("same.yes")}
        </button>
        <button className={`${QUIET} py-2.5`} onClick={no}>
          {noWord ?? say("same.no")}
        </button>
      </div>
    </Dialog>
  );
}

export function Pair({ one, other }: { one: Person; other: Person }) {
  const say = useWords();
  return (
    <ul className="my-5 flex justify-center gap-5">
      {[one, other].map(({ id, cover, name, photos }) => (
        <li key={id} className="grid min-w-0 justify-items-center gap-1 text-center">
          <Face id={cover} className="size-36 desk:size-44" />
          <bdi className="max-w-40 truncate">{name || say("people.nobody")}</bdi>
          <span className="text-sm text-quiet tabular-nums">{say("count", { n: photos })}</span>
        </li>
      ))}
    </ul>
  );
}

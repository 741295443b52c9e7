/** What guests of links have sent in: its owner looks at it, takes it or refuses it. */
import { Check } from "lucide-react";

import { Heading } from "@/base/ui/heading";
import { CHIP, ICON, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useSharingWords } from "@/base/words/sharing";
import { change } from "@/photos/actions";
import { usePhoto } from "@/photos/known";
import { useList } from "@/photos/list";
import { clearSelection, useSelection } from "@/photos/selection";
import { PhotoList } from "@/timeline/photo-list";

import { INBOX } from "./shared";

const takeThem = (ids: readonly string[]) => {
  clearSelection();
  void change(ids, { kind: "take" }, "done.taken");
};

export default function InboxPage() {
  const say = useSharingWords();
  const ids = useList((list) => list.ids);
  return (
    <>
      <Heading title={say("inbox")} back="/collections/shared">
        {ids.length > 0 && (
          <button className={`${CHIP} ms-auto shrink-0 text-sm`} onClick={() => takeThem(ids)}>
            <Check size={16} aria-hidden="true" />
            {say("take.all")}
          </button>
        )}
      </Heading>
      <p className={`max-w-xl pb-3 text-quiet ${PAGE}`}>{say("inbox.how")}</p>
      <PhotoList label={say("inbox")} filter={INBOX} empty={<p className="mx-auto max-w-md p-10 text-center text-quiet">{say("inbox.none")}</p>} more={<Take />} caption={SENT_BY} />
    </>
  );
}

/** The guest's name. */
function SentBy({ id }: { id: string }) {
  const name = usePhoto(id)?.sent_by;
  return name ? (
    <p title={name} className="truncate px-1 pt-1 text-xs leading-snug text-quiet">
      <bdi>{name}</bdi>
    </p>
  ) : null;
}
const SENT_BY = { height: 24, of: (id: string) => <SentBy id={id} /> };

function Take() {
  const say = useSharingWords();
  const frame = useWords();
  const chosen = useSelection((selection) => selection.chosen);
  return (
    <button className={`${ICON} text-sun-text`} title={say("take")} aria-label={`${say("take")}: ${frame("select.count", { n: chosen.size })}`} onClick={() => takeThem([...chosen])}>
      <Check size={20} />
    </button>
  );
}

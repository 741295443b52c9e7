/** Photos that are nearly the same, the best proposed with its reasons. Nothing is deleted unasked. */
import { Star } from "lucide-react";
import { useState } from "react";

import { call, query } from "@/api/client";
import { usePages } from "@/api/pages";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import { Trouble } from "@/api/trouble";
import type { Group } from "@/api/types";
import { useOpened } from "@/base/route";
import { Heading } from "@/base/ui/heading";
import { PAGE, QUIET } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { told, useWords, words } from "@/base/words";
import { remove } from "@/photos/actions";
import { goneVersion, isGone, useKnown } from "@/photos/known";
import { setList } from "@/photos/list";
import { Picture } from "@/photos/picture-box";

function useGroups(state: "open" | "dismissed") {
  useKnown(goneVersion);
  const { pages, error, more } = usePages<{ groups: Group[]; next: string | null }>(["groups", state], (after) => `/groups?${query({ state, limit: 40, after })}`);
  const groups = pages
    ?.flatMap(({ groups }) => groups)
    .map((group) => ({ ...group, photos: group.photos.filter((id) => !isGone(id)) }))
    .filter(({ photos }) => photos.length > 1);
  return { groups, error, more };
}

export default function Alike() {
  const say = useWords();
  const { groups, error, more } = useGroups("open");
  return (
    <>
      <Heading title={say("door.alike")} back="/collections" />
      {error && <Trouble error={error} />}
      {groups?.length === 0 && <p className={`max-w-xl text-quiet ${PAGE}`}>{say("alike.empty")}</p>}
      <ol className={`grid gap-10 ${PAGE}`}>
        {groups?.map((group) => <One key={group.id} group={group} />)}
      </ol>
      {more && <More more={more} />}
      <Dismissed />
    </>
  );
}

/** Those that are not proposed any more, until they are asked for. */
function Dismissed() {
  const say = useWords();
  const { groups, more } = useGroups("dismissed");
  if (!groups?.length) return null;
  return (
    <details className={`pt-12 ${PAGE}`}>
      <summary className="w-fit rounded-lg py-1 text-sm text-quiet hover:text-ink">{say("alike.dismissed")}</summary>
      <ul className="mt-3 grid gap-4">
        {groups.map(({ id, kind, photos }) => (
          <li key={id} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
            <div className="flex max-w-full gap-[3px] overflow-hidden rounded-lg">
              {photos.slice(0, 4).map((photo) => (
                <div key={photo} className="size-16 bg-wash">
                  <Picture id={photo} />
                </div>
              ))}
            </div>
            <h2 className="text-sm font-normal">{say(`alike.${kind}`, { n: photos.length })}</h2>
            <button className={`${QUIET} py-1 text-sm`} onClick={() => void answer(id, "restore")}>
              {say("alike.restore")}
            </button>
          </li>
        ))}
      </ul>
      {more && <More more={more} />}
    </details>
  );
}

function More({ more }: { more: () => void }) {
  const say = useWords();
  return (
    <button className={`${QUIET} mx-auto mt-8 flex`} onClick={more}>
      {say("more")}
    </button>
  );
}

/** A dismissed group is not proposed again, until it is restored. */
async function answer(id: string, given: "dismiss" | "restore"): Promise<void> {
  try {
    await call(`/groups/${id}/${given}`, { method: "POST" });
    if (given === "dismiss") tell(words("done.dismissed"), { action: { label: words("undo"), run: () => void answer(id, "restore") } });
    await queries.invalidateQueries({ queryKey: ["groups"] });
  } catch (error) {
    tell(sentence(error));
  }
}

function One({ group: { id, kind, photos, best, reasons, because } }: { group: Group }) {
  const say = useWords();
  const [, open] = useOpened();
  const [kept, setKept] = useState(best);
  return (
    <li className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-base">{say(`alike.${kind}`, { n: photos.length })}</h2>
        <button className="ms-auto rounded-xl px-3 py-1.5 text-sm text-quiet hover:bg-wash" onClick={() => void answer(id, "dismiss")}>
          {say("alike.dismiss")}
        </button>
        <button className={`${QUIET} py-1.5 text-sm`} onClick={() => remove(photos.filter((id) => id !== kept))}>
          {say("alike.keep", { n: photos.length - 1 })}
        </button>
      </div>
      <p className="text-sm text-quiet">{kept === best ? reasons.map((reason, index) => told(reason, `because.${because[index] ?? ""}`)).join(" ") : say("alike.yours")}</p>
      <ul className="mt-2 flex gap-[3px] overflow-x-auto p-1">
        {photos.map((id) => (
          <li key={id} className={`group relative h-44 w-52 shrink-0 overflow-hidden bg-wash desk:h-56 desk:w-72 ${id === kept ? "outline-3 outline-sun" : ""}`}>
            <button
              className="size-full focus-visible:outline-offset-[-3px]"
              aria-label={say("alike.open")}
              onClick={() => {
                setList(photos);
                open(id);
              }}
            >
              <Picture id={id} />
            </button>
            <button
              aria-pressed={id === kept}
              onClick={() => setKept(id)}
              className="absolute start-2 bottom-2 flex items-center gap-1.5 rounded-full bg-black/60 px-3 py-1 text-sm text-white aria-pressed:bg-sun aria-pressed:text-[#17181c]"
            >
              <Star size={14} aria-hidden="true" className={id === kept ? "fill-current" : ""} />
              {say(id === kept ? "alike.best" : "alike.this")}
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

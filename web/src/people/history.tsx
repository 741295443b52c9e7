/** What was done with a person, the latest first; each can be taken back. */
import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Action, Person } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import * as format from "@/base/words/format";
import { takeBack } from "@/photos/actions";
import { done } from "@/photos/done";
import { PEOPLE } from "@/photos/people";

interface Page {
  actions: Action[];
  next: string | null;
}

export function History({ person, close }: { person: Person; close: () => void }) {
  const say = useWords();
  const { pages, error, more } = usePages<Page>([PEOPLE, "history", person.id], (after) => `/actions?${query({ person: person.id, limit: 50, after })}`);
  const actions = pages?.flatMap(({ actions }) => actions) ?? [];
  return (
    <Dialog title={say("people.history")} close={close}>
      {error && <Trouble error={error} />}
      {pages && !actions.length && <p className="pt-4 text-quiet">{say("history.none")}</p>}
      <ul aria-label={say("people.history")} className="mt-4 grid max-h-[60dvh] gap-3 overflow-y-auto overscroll-contain">
        {actions.map((action) => (
          <li key={action.id} className="flex items-center gap-3">
            <p className="min-w-0 flex-1">
              {done(action)}
              <span className="block text-sm text-quiet">{format.instant(action.at)}</span>
            </p>
            {action.state === "undone" ? (
              <span className="text-sm text-quiet">{say("history.undone")}</span>
            ) : (
              <button className={`${QUIET} shrink-0 py-1 text-sm`} onClick={() => void takeBack(action, [])}>
                {say("undo")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {more && (
        <p className="mt-3 text-center">
          <button className={`${QUIET} py-1 text-sm`} onClick={more}>
            {say("more")}
          </button>
        </p>
      )}
    </Dialog>
  );
}

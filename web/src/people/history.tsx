/** What was done with a person: the part of the library's history that concerns them. */
import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Person } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { History, type ActionsPage } from "@/photos/history";
import { PEOPLE } from "@/photos/people";

export function PersonHistory({ person, close }: { person: Person; close: () => void }) {
  const say = useWords();
  const { pages, error, more } = usePages<ActionsPage>([PEOPLE, "history", person.id], (after) => `/actions?${query({ person: person.id, limit: 50, after })}`);
  const actions = pages?.flatMap(({ actions }) => actions) ?? [];
  return (
    <Dialog title={say("people.history")} close={close}>
      {error && <Trouble error={error} />}
      {pages && !actions.length && <p className="pt-4 text-quiet">{say("history.none")}</p>}
      <History label={say("people.history")} actions={actions} className="mt-4 max-h-[60dvh] overflow-y-auto overscroll-contain" />
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

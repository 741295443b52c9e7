/** What was done to photos and people, newest first, to be taken back: also another day, on another device. */
import { useState } from "react";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Action } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { instant } from "@/base/words/format";
import { takeBack } from "@/photos/actions";
import { done } from "@/photos/done";

const HELD = 60_000; // milliseconds after which a deletion has become final for certain
const isFinal = ({ change, at }: Action) => change.kind === "delete" && Date.now() - Date.parse(at) > HELD;

export default function Changes() {
  const say = useWords();
  // Asked each time: what was done a moment ago is what one comes for.
  const { pages, error, bottom, refetch } = usePages<{ actions: Action[]; next: string | null }>(["actions"], (after) => `/actions?${query({ limit: 50, after })}`, { staleTime: 0 });
  const actions = pages?.flatMap(({ actions }) => actions) ?? [];
  return (
    <>
      <Heading title={say("changes.title")} back="/library" />
      {error && <Trouble error={error} />}
      {pages && !actions.length && <p className={`max-w-xl text-quiet ${PAGE}`}>{say("changes.empty")}</p>}
      <ol className={`grid max-w-2xl gap-4 ${PAGE}`}>
        {actions.map((action) => (
          <One key={action.id} action={action} undone={() => void refetch()} />
        ))}
      </ol>
      <div ref={bottom} />
    </>
  );
}

function One({ action, undone }: { action: Action; undone: () => void }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const back = action.state === "undone";
  const undo = async () => {
    setBusy(true);
    await takeBack(action, []);
    undone();
    setBusy(false);
  };
  return (
    <li className="flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <p className={back ? "text-quiet line-through" : ""}>{done(action)}</p>
        <p role="status" className="text-sm text-quiet tabular-nums">
          {[instant(action.at), back && say("changes.undone"), action.left > 0 && say("done.left", { n: action.left })].filter(Boolean).join(" · ")}
        </p>
      </div>
      {!back && !isFinal(action) && (
        <button className={`${QUIET} py-1 text-sm`} disabled={busy} onClick={() => void undo()}>
          {say("undo")}
        </button>
      )}
    </li>
  );
}

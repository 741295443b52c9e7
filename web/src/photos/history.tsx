/** What was done, the latest first; each can be taken back: also another day, on another device. */
import { useState, type RefObject } from "react";

import type { Action } from "@/api/types";
import { QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { instant } from "@/base/words/format";

import { takeBack } from "./actions";
import { done } from "./done";

export interface ActionsPage {
  actions: Action[];
  next: string | null;
}

const isFinal = ({ until }: Action) => until !== null && until !== undefined && Date.parse(until) < Date.now();

interface Props {
  label: string;
  actions: readonly Action[];
  className?: string;
  /** Called once one was taken back. */
  undone?: () => void;
  bottom?: RefObject<HTMLDivElement | null>;
}

export function History({ label, actions, className = "", undone, bottom }: Props) {
  return (
    <>
      <ol aria-label={label} className={`grid gap-4 ${className}`}>
        {actions.map((action) => (
          <One key={action.id} action={action} undone={undone} />
        ))}
      </ol>
      {bottom && <div ref={bottom} />}
    </>
  );
}

function One({ action, undone }: { action: Action; undone: Props["undone"] }) {
  const say = useWords();
  const [busy, setBusy] = useState(false);
  const back = action.state === "undone";
  const undo = async () => {
    setBusy(true);
    await takeBack(action, []);
    undone?.();
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
        <button className={`${QUIET} shrink-0 py-1 text-sm`} disabled={busy} onClick={() => void undo()}>
          {say("undo")}
        </button>
      )}
    </li>
  );
}

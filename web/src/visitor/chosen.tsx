/** What can be done with chosen photos: to save them. */
import { Download, X } from "lucide-react";
import { useEffect } from "react";

import { writes } from "@/base/keys";
import { ICON } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { clearSelection, useSelection } from "@/photos/selection";

import { save } from "./save";

export function Chosen({ download }: { download: boolean }) {
  const say = useWords();
  const chosen = useSelection((selection) => selection.chosen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !writes(event.target) && !document.querySelector("dialog[open]")) clearSelection();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  if (!chosen.size) return null;
  return (
    <div
      role="toolbar"
      aria-label={say("select.label")}
      className="rise fixed inset-x-3 bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-45 mx-auto flex w-fit items-center gap-1 rounded-2xl bg-raised p-1.5 shadow-[0_4px_28px_rgb(0_0_0/0.22)]"
    >
      <button className={ICON} aria-label={say("select.clear")} onClick={clearSelection}>
        <X size={20} />
      </button>
      <span className="px-1 font-semibold tabular-nums" aria-live="polite">
        {say("select.count", { n: chosen.size })}
      </span>
      {download && (
        <button
          className={ICON}
          title={say("act.download")}
          aria-label={say("act.download")}
          onClick={() => {
            void save([...chosen]);
            clearSelection();
          }}
        >
          <Download size={20} />
        </button>
      )}
    </div>
  );
}

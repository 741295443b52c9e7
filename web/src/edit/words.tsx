/** Tags and stars for many photos at once. */
import { Star } from "lucide-react";
import { useState } from "react";

import type { Change } from "@/api/types";
import { FIELD, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import type { Key } from "@/base/words";
import { change } from "@/photos/actions";
import { clearSelection } from "@/photos/selection";

export function WordsForm({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const say = useWords();
  const [text, setText] = useState("");
  const names = text.split(",").map((name) => name.trim().toLowerCase()).filter(Boolean);
  const does = (to: Change, done: Key) => () => {
    void change(ids, to, done);
    clearSelection();
    close();
  };
  return (
    <div className="mt-4 grid gap-5">
      <div>
        <label className="text-sm text-quiet">
          {say("words.how")}
          <input dir="auto" maxLength={200} className={`${FIELD} mt-1 text-base text-ink`} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <div className="mt-2 flex gap-2">
          <button className={QUIET} disabled={!names.length} onClick={does({ kind: "tags", add: names, remove: [] }, "done.tags")}>
            {say("words.add")}
          </button>
          <button className={QUIET} disabled={!names.length} onClick={does({ kind: "tags", add: [], remove: names }, "done.tags")}>
            {say("words.remove")}
          </button>
        </div>
      </div>
      <div role="group" aria-label={say("edit.rating")} className="-ms-2 flex flex-wrap items-center">
        {[1, 2, 3, 4, 5].map((stars) => (
          <button key={stars} aria-label={say("edit.stars", { n: stars })} className="grid size-11 place-items-center text-quiet hover:text-sun-text" onClick={does({ kind: "rating", rating: stars }, "done.rated")}>
            <Star size={20} aria-hidden="true" />
          </button>
        ))}
        <button className="rounded-xl px-3 py-2 text-sm text-quiet hover:bg-wash" onClick={does({ kind: "rating", rating: null }, "done.rated")}>
          {say("words.noStars")}
        </button>
      </div>
    </div>
  );
}

/** The trash: what was deleted, and how long it can still be had back. */
import { Check, RotateCcw, Trash2, X } from "lucide-react";
import { useEffect, useState } from "react";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Trash, Trashed } from "@/api/types";
import { writes } from "@/base/keys";
import { Dialog } from "@/base/ui/dialog";
import { Heading } from "@/base/ui/heading";
import { ICON, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { instant, size } from "@/base/words/format";
import { paint } from "@/photos/thumbhash";
import { Picture } from "@/photos/picture-box";
import { emptyTrash, restore, TRASH } from "@/photos/trash";

const DAY = 86_400_000; // milliseconds

export default function TrashPage() {
  const say = useWords();
  // Asked each time: what was deleted a moment ago is what one comes for.
  const { pages, error, bottom } = usePages<Trash>([TRASH], (after) => `/trash?${query({ limit: 200, after })}`, { staleTime: 0 });
  const photos = pages?.flatMap(({ photos }) => photos) ?? [];
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const chosen = photos.filter(({ id }) => marked.has(id)).map(({ id }) => id);
  const clear = () => setMarked(new Set());
  const toggle = (id: string) => setMarked((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (writes(event.target) || document.querySelector("dialog[open]")) return;
      if (event.key === "Escape") clear();
      if (event.key === "Delete" && chosen.length) setAsking(true);
      if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        setMarked(new Set(photos.map(({ id }) => id)));
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  const [first] = pages ?? [];
  const count = first?.count ?? 0;
  const of = chosen.length ? chosen : null; // null: all that lie there
  return (
    <>
      <Heading title={say("trash.title")} back="/library" />
      {error && <Trouble error={error} />}
      {first && (
        <div className={`flex flex-wrap items-center gap-x-4 gap-y-2 pb-4 ${PAGE}`}>
          <p className="max-w-xl text-quiet tabular-nums">
            {photos.length > 0 && `${say("count", { n: count })} · ${size(first.bytes ?? 0)}. `}
            {photos.length ? say("trash.how", { n: first.days }) : say("trash.empty", { n: first.days })}
          </p>
          {photos.length > 0 && !of && (
            <span className="flex flex-wrap gap-2">
              <button className={`${QUIET} py-1.5 text-sm`} onClick={() => void restore(null)}>
                {say("trash.restoreAll")}
              </button>
              <button className={`${QUIET} py-1.5 text-sm text-loss`} onClick={() => setAsking(true)}>
                {say("trash.emptyAll")}
              </button>
            </span>
          )}
        </div>
      )}
      <ul aria-label={say("trash.title")} className={`grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-[3px] desk:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] ${PAGE}`}>
        {photos.map((photo) => (
          <Tile key={photo.id} photo={photo} chosen={marked.has(photo.id)} toggle={toggle} />
        ))}
      </ul>
      <div ref={bottom} />
      {of && (
        <div role="toolbar" aria-label={say("select.label")} className="rise fixed inset-x-3 bottom-[calc(var(--bar)+0.75rem)] z-45 mx-auto flex w-fit items-center gap-1 rounded-2xl bg-raised p-1.5 shadow-[0_4px_28px_rgb(0_0_0/0.22)]">
          <button className={ICON} aria-label={say("select.clear")} onClick={clear}>
            <X size={20} />
          </button>
          <span className="px-1 font-semibold tabular-nums" aria-live="polite">
            {say("select.count", { n: of.length })}
          </span>
          <button
            className={ICON}
            title={say("trash.restore")}
            aria-label={say("trash.restore")}
            onClick={() => {
              void restore(of);
              clear();
            }}
          >
            <RotateCcw size={20} />
          </button>
          <button className={`${ICON} text-loss`} title={say("trash.forever")} aria-label={say("trash.forever")} onClick={() => setAsking(true)}>
            <Trash2 size={20} />
          </button>
        </div>
      )}
      {asking && (
        <Dialog title={say("trash.ask", { n: of ? of.length : count })} close={() => setAsking(false)}>
          <p className="mt-2">{say("trash.final")}</p>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <button className={QUIET} onClick={() => setAsking(false)}>
              {say("trash.keep")}
            </button>
            <button
              className={`${QUIET} font-semibold text-loss`}
              onClick={() => {
                void emptyTrash(of);
                clear();
                setAsking(false);
              }}
            >
              {say("trash.forever")}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function Tile({ photo: { id, file_name, thumbhash, goes_at }, chosen, toggle }: { photo: Trashed; chosen: boolean; toggle: (id: string) => void }) {
  const say = useWords();
  const left = say("trash.days", { n: Math.max(0, Math.ceil((Date.parse(goes_at) - Date.now()) / DAY)) });
  return (
    <li>
      <button
        aria-pressed={chosen}
        aria-label={`${say("select.one", { name: file_name })}, ${left}`}
        title={`${file_name} · ${instant(goes_at)}`}
        onClick={() => toggle(id)}
        className="relative block aspect-square w-full overflow-hidden bg-wash focus-visible:outline-offset-[-3px]"
      >
        {thumbhash && <canvas width={16} height={16} aria-hidden="true" className="absolute inset-0 size-full" ref={(canvas) => paint(canvas, thumbhash)} />}
        <span className="absolute inset-0">
          <Picture id={id} rendition="trashed" />
        </span>
        <span className="absolute start-1.5 bottom-1.5 rounded-full bg-black/60 px-2 py-0.5 text-xs text-white tabular-nums">{left}</span>
        {chosen && (
          <span className="absolute inset-0 ring-4 ring-sun ring-inset">
            <span className="absolute start-2 top-2 grid size-6 place-items-center rounded-full bg-sun text-[#17181c]">
              <Check size={16} strokeWidth={3} aria-hidden="true" />
            </span>
          </span>
        )}
      </button>
    </li>
  );
}

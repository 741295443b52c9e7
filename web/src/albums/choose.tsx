/** Which album shall the photos go into? One that there is, those used last first, or a new one by its name. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";

import { sentence } from "@/api/sentence";
import type { Album } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { FIELD } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { Picture } from "@/photos/picture-box";

import { make, mayAdd, ofAlbums, put, recent } from "./albums";

const LONGEST = 200; // letters

const plain = (text: string) => text.trim().toLocaleLowerCase();

/** Those that are called so, the ones used last first, then by name. */
export function proposed(albums: readonly Album[], text: string, last: readonly string[]): Album[] {
  const rank = ({ id }: Album) => (last.includes(id) ? last.indexOf(id) : last.length);
  return albums
    .filter(({ name }) => plain(name).includes(plain(text)))
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, undefined, { numeric: true }));
}

export default function ChooseAlbum({ ids, close, then }: { ids: readonly string[]; close: () => void; then?: () => void }) {
  const say = useWords();
  const [text, setText] = useState("");
  const { data = [], error } = useQuery(ofAlbums());
  const shown = proposed(data.filter(mayAdd), text, recent());
  const isNew = text.trim() !== "" && !data.some(({ name }) => plain(name) === plain(text));
  const into = async (album: Promise<string | null> | string) => {
    close();
    const id = await album;
    if (id && (await put(id, ids))) then?.();
  };
  const make_ = () => void into(make({ name: text.trim() }));
  return (
    <Dialog title={say("albums.add")} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isNew) make_();
          else if (shown[0] && text.trim()) void into(shown[0].id);
        }}
      >
        <input
          type="text"
          dir="auto"
          ref={(field) => field?.focus()}
          maxLength={LONGEST}
          aria-label={say("albums.find")}
          placeholder={say("albums.find")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${FIELD} mt-3`}
        />
      </form>
      {error && <p className="pt-4 text-quiet">{sentence(error)}</p>}
      <ul aria-label={say("door.albums")} className="-mx-2 mt-3 grid max-h-[55dvh] grid-cols-1 overflow-y-auto overscroll-contain">
        {isNew && (
          <li>
            <button className={ROW} onClick={make_}>
              <span className="grid size-12 shrink-0 place-items-center rounded-lg bg-wash">
                <Plus size={20} aria-hidden="true" />
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">{say("albums.make", { name: text.trim() })}</span>
            </button>
          </li>
        )}
        {shown.map(({ id, name, cover, count }) => (
          <li key={id}>
            <button className={ROW} onClick={() => void into(id)}>
              <span className="size-12 shrink-0 overflow-hidden rounded-lg bg-wash">{cover && <Picture id={cover} />}</span>
              <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
              <span className="text-sm text-quiet tabular-nums">{count === null ? say("albums.smart") : count}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const ROW = "group flex w-full items-center gap-3 rounded-xl px-2 py-1.5 text-start hover:bg-wash focus-visible:outline-offset-[-3px]";

/** What an album is called, where it stands and how its photos go: of one that there is, or of one that is made. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";

import { make, ofAlbums, tell, within } from "@/albums/albums";
import type { Filter } from "@/api/filter";
import type { Album } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { FIELD, MAIN } from "@/base/ui/styles";
import { useWords } from "@/base/words";

const SORTS = ["newest", "oldest", "hand"] as const;

interface Props {
  album?: Album;
  /** What the new one shows: it is smart. */
  smart?: Filter;
  /** Hears the id of the album that was made or changed; null: of none. */
  close: (id: string | null) => void;
}

export function AlbumDialog({ album, smart, close }: Props) {
  const say = useWords();
  const { data: albums = [] } = useQuery(ofAlbums());
  const [said, setSaid] = useState({
    name: album?.name ?? "",
    description: album?.description ?? "",
    parent: album?.parent ?? null,
    sort: album?.sort ?? ("newest" as const),
    off_timeline: album?.off_timeline ?? false,
  });
  const others = Boolean(album?.role); // its name, words and order are an editor's, the rest is its owner's
  const inside = album ? within(albums, album.id) : new Set<string>();
  const above = albums.filter(({ id, role }) => !role && !inside.has(id)).sort((one, other) => one.name.localeCompare(other.name));
  const save = async () => {
    const { name, description, sort } = said;
    const id = album ? ((await tell(album.id, others ? { name, description, sort } : said)) ? album.id : null) : await make(said, smart);
    if (id) close(id);
  };
  return (
    <Dialog title={say(album ? "albums.edit" : smart ? "albums.keep" : "albums.new")} close={() => close(null)}>
      <form
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {smart && <p className="text-sm text-quiet">{say("albums.smartWhy")}</p>}
        <Labelled word={say("albums.name")}>
          {(id) => <input id={id} dir="auto" required pattern=".*\S.*" maxLength={200} ref={(field) => void (album ?? field?.focus())} value={said.name} onChange={({ target: { value } }) => setSaid({ ...said, name: value })} className={FIELD} />}
        </Labelled>
        <Labelled word={say("albums.description")}>
          {(id) => <textarea id={id} dir="auto" rows={2} maxLength={5000} value={said.description} onChange={({ target: { value } }) => setSaid({ ...said, description: value })} className={FIELD} />}
        </Labelled>
        {!others && (
          <Labelled word={say("albums.parent")}>
            {(id) => (
              <select id={id} value={said.parent ?? ""} onChange={({ target: { value } }) => setSaid({ ...said, parent: value || null })} className={FIELD}>
                <option value="">{say("albums.top")}</option>
                {above.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        <Labelled word={say("albums.sort")}>
          {(id) => (
            <select id={id} value={said.sort} onChange={({ target: { value } }) => setSaid({ ...said, sort: value as Album["sort"] })} className={FIELD}>
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {say(`albums.${sort}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {!others && (
          <label className="flex items-start gap-3">
            <input type="checkbox" checked={said.off_timeline} onChange={({ target: { checked } }) => setSaid({ ...said, off_timeline: checked })} className="mt-1 size-4 shrink-0 accent-sun" />
            {say("albums.off")}
          </label>
        )}
        <button type="submit" className={`${MAIN} justify-self-end`}>
          {say("albums.save")}
        </button>
      </form>
    </Dialog>
  );
}

function Labelled({ word, children }: { word: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm text-quiet">
        {word}
      </label>
      {children(id)}
    </div>
  );
}

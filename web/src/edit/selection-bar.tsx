/** What can be done with the chosen photos. It lies where the thumb is. */
import { Archive, ArchiveRestore, Download, FolderMinus, FolderPlus, Heart, ImageUp, Pencil, Share2, Trash2, X } from "lucide-react";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";

import { mayTakeOut, takeOut, tell } from "@/albums/albums";
import type { Album, Photo } from "@/api/types";
import { writes } from "@/base/keys";
import { ICON } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { change, download, remove } from "@/photos/actions";
import { get, isOwn } from "@/photos/known";
import { clearSelection, useSelection } from "@/photos/selection";

const EditDialog = lazy(() => import("./dialog"));
const ChooseAlbum = lazy(() => import("@/albums/choose"));
const ShareDialog = lazy(() => import("@/sharing/dialog"));
const Saving = lazy(() => import("@/sharing/saving"));

interface Props {
  /** The one whose photos they are. */
  album?: Album;
  /** That of another's which they are the list of. */
  share?: string;
  /** What else can be done with the reader's own where they are. */
  more?: ReactNode;
}

export function SelectionBar({ album, share, more }: Props) {
  const say = useWords();
  const chosen = useSelection((selection) => selection.chosen);
  const [editing, setEditing] = useState(false);
  const [collecting, setCollecting] = useState(false);
  const [sharing, setSharing] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { chosen } = useSelection.getState();
      if (!chosen.size || writes(event.target) || document.querySelector("dialog[open]")) return;
      if (event.key === "Escape") clearSelection();
      if (![...chosen].every(isOwn)) return;
      if (event.key === "e" && !event.ctrlKey && !event.metaKey) setEditing(true);
      if (event.key === "Delete") {
        remove([...chosen]);
        clearSelection();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  if (!chosen.size) return null;

  const ids = [...chosen];
  const own = ids.every(isOwn);
  const photos = ids.map(get).filter((photo): photo is Photo => photo !== undefined);
  const allFavourite = photos.every(({ favourite }) => favourite);
  const allArchived = photos.every(({ archived }) => archived);
  const then = (act: () => unknown) => () => {
    void act();
    clearSelection();
  };
  const out = album && mayTakeOut(album, own) && (
    <button className={ICON} title={say("albums.takeOut")} aria-label={say("albums.takeOut")} onClick={then(() => takeOut(album.id, ids))}>
      <FolderMinus size={20} />
    </button>
  );
  if (!own)
    return (
      <Bar count={ids.length}>
        {out}
        <Suspense>
          <Saving within={share ?? album?.id} given={album !== undefined && !album.role} />
        </Suspense>
      </Bar>
    );
  return (
    <Bar count={ids.length}>
      <button className={ICON} title={say(allFavourite ? "act.unfavourite" : "act.favourite")} aria-label={say(allFavourite ? "act.unfavourite" : "act.favourite")} onClick={then(() => change(ids, { kind: "favourite", favourite: !allFavourite }, allFavourite ? "done.unfavourite" : "done.favourite"))}>
        <Heart size={20} className={allFavourite ? "fill-current" : ""} />
      </button>
      <button className={ICON} title={say(allArchived ? "act.unarchive" : "act.archive")} aria-label={say(allArchived ? "act.unarchive" : "act.archive")} onClick={then(() => change(ids, { kind: "archived", archived: !allArchived }, allArchived ? "done.unarchived" : "done.archived"))}>
        {allArchived ? <ArchiveRestore size={20} /> : <Archive size={20} />}
      </button>
      <button className={ICON} title={say("edit.many", { n: ids.length })} aria-label={say("edit.many", { n: ids.length })} onClick={() => setEditing(true)}>
        <Pencil size={20} />
      </button>
      <button className={ICON} title={say("albums.add")} aria-label={say("albums.add")} onClick={() => setCollecting(true)}>
        <FolderPlus size={20} />
      </button>
      {out}
      {album && !album.role && ids.length === 1 && (
        <button className={ICON} title={say("albums.cover")} aria-label={say("albums.cover")} onClick={then(() => tell(album.id, { cover: ids[0] ?? null }))}>
          <ImageUp size={20} />
        </button>
      )}
      {more}
      <button className={ICON} title={say("act.share")} aria-label={say("act.share")} onClick={() => setSharing(true)}>
        <Share2 size={20} />
      </button>
      <button className={ICON} title={say("act.download")} aria-label={say("act.download")} onClick={then(() => download(photos))}>
        <Download size={20} />
      </button>
      <button className={`${ICON} text-loss`} title={say("act.delete")} aria-label={say("act.delete")} onClick={then(() => remove(ids))}>
        <Trash2 size={20} />
      </button>
      {collecting && (
        <Suspense>
          <ChooseAlbum ids={ids} close={() => setCollecting(false)} then={clearSelection} />
        </Suspense>
      )}
      {sharing && (
        <Suspense>
          <ShareDialog what={{ kind: "photos", ids }} close={() => setSharing(false)} />
        </Suspense>
      )}
      {editing && (
        <Suspense>
          <EditDialog ids={ids} close={() => setEditing(false)} />
        </Suspense>
      )}
    </Bar>
  );
}

function Bar({ count, children }: { count: number; children: ReactNode }) {
  const say = useWords();
  return (
    <div
      role="toolbar"
      aria-label={say("select.label")}
      className="rise fixed inset-x-3 bottom-[calc(var(--bar)+0.75rem)] z-45 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] flex-wrap items-center justify-center gap-1 rounded-2xl bg-raised p-1.5 shadow-[0_4px_28px_rgb(0_0_0/0.22)]"
    >
      <button className={ICON} aria-label={say("select.clear")} onClick={clearSelection}>
        <X size={20} />
      </button>
      <span className="px-1 font-semibold tabular-nums" aria-live="polite">
        {say("select.count", { n: count })}
      </span>
      {children}
    </div>
  );
}

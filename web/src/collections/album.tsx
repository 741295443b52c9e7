/** An album: its photos in its order, and what can be done with it. */
import { useQuery } from "@tanstack/react-query";
import { Download, Pencil, Share2, Trash2 } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { Link, useLocation, useParams } from "wouter";

import { drop, lay, laid, mayEdit, ofAlbum, ofAlbums, treeOf } from "@/albums/albums";
import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Album, Photos } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { ICON, PAGE } from "@/base/ui/styles";
import { useWords, type Key } from "@/base/words";
import { SelectionBar } from "@/edit/selection-bar";
import { downloadAll } from "@/photos/actions";
import { ALBUMS, stirAlbums } from "@/photos/albums";
import { Grid } from "@/photos/grid";
import { goneVersion, isGone, put as know, useKnown } from "@/photos/known";
import { ratioOf, type Section } from "@/photos/layout";
import { gives, ofWithMe } from "@/sharing/shares";
import { PhotoList } from "@/timeline/photo-list";

import { AlbumDialog } from "./album-dialog";
import { Cards } from "./albums";

const ShareDialog = lazy(() => import("@/sharing/dialog"));

export default function OneAlbum() {
  const say = useWords();
  const { id = "" } = useParams();
  const { data: album, error } = useQuery(ofAlbum(id));
  const { data: every = [] } = useQuery(ofAlbums());
  // What is in another's is shown by their share alone.
  const others = Boolean(album?.role);
  const filter = useMemo(() => (others ? { share: id } : { album: id }), [others, id]);
  const above = album?.parent && every.find((one) => one.id === album.parent);
  const below = treeOf(every.filter(({ parent }) => parent === id)).map((branch) => branch.album);
  const empty = <p className="mx-auto max-w-md p-10 text-center text-quiet">{say("albums.none")}</p>;
  if (error) return <Trouble error={error} />;
  if (!album) return null;
  return (
    <>
      <Heading title={album.name} back={above ? `/collections/albums/${above.id}` : "/collections/albums"}>
        <Acts album={album} />
      </Heading>
      <div className={`pb-3 text-quiet ${PAGE}`}>
        {above && (
          <Link href={`/collections/albums/${above.id}`} className="text-sm hover:underline">
            <bdi>{above.name}</bdi>
          </Link>
        )}
        {album.description && (
          <p dir="auto" className="max-w-2xl [overflow-wrap:anywhere] whitespace-pre-line">
            {album.description}
          </p>
        )}
        <p className="text-sm tabular-nums">{[album.shared_by && say("albums.from", { name: album.shared_by }), say("count", { n: album.count ?? 0 }), album.query && say("albums.smart")].filter(Boolean).join(" · ")}</p>
        {album.sort === "hand" && mayEdit(album) && <p className="text-sm">{say("albums.hint")}</p>}
      </div>
      {below.length > 0 && (
        <div className={`pb-4 ${PAGE}`}>
          <Cards albums={below} />
        </div>
      )}
      {album.sort === "newest" ? <PhotoList label={album.name} filter={filter} empty={empty} album={album} /> : <InOrder album={album} empty={empty} />}
    </>
  );
}

/** Without months: the oldest first, or as they were laid. */
function InOrder({ album, empty }: { album: Album; empty: React.ReactNode }) {
  const { id, name, sort } = album;
  const { pages, error, bottom } = usePages<Photos>([ALBUMS, "photos", id, sort], (after) => `/albums/${id}/photos?${query({ order: sort, limit: 200, after })}`);
  const hidden = useKnown(goneVersion);
  const [mine, setMine] = useState<readonly string[] | null>(null); // the order until the gateway tells it
  useEffect(() => setMine(null), [pages]);
  const tiles = useMemo(() => {
    const found = new Map(pages?.flatMap(({ photos }) => photos.map(know)).map((photo) => [photo.id, { id: photo.id, ratio: ratioOf(photo.width, photo.height) }]));
    const order = mine?.filter((id) => found.has(id)) ?? [...found.keys()];
    return order.filter((id) => !isGone(id)).flatMap((id) => found.get(id) ?? []);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is gone is known by its version
  }, [pages, mine, hidden]);
  const sections = useMemo((): Section[] => [{ key: "all", count: tiles.length, tiles }], [tiles]);
  const move = useCallback(
    (photo: string, after: string | null) => {
      setMine(laid(tiles.map(({ id }) => id), photo, after));
      void lay(id, photo, after).then(stirAlbums);
    },
    [id, tiles],
  );
  if (error) return <Trouble error={error} />;
  if (!pages) return null;
  if (!tiles.length) return empty;
  return (
    <div className={PAGE}>
      <Grid label={name} sections={sections} {...(sort === "hand" && mayEdit(album) && { lay: move })} />
      <div ref={bottom} />
      <SelectionBar album={album} />
    </div>
  );
}

function Acts({ album }: { album: Album }) {
  const [, go] = useLocation();
  const [editing, setEditing] = useState(false);
  const [sharing, setSharing] = useState(false);
  const own = !album.role;
  const { data: shares = [] } = useQuery({ ...ofWithMe(), enabled: !own });
  const given = own || shares.some((share) => gives(share, album.id));
  const away = () => {
    go("/collections/albums"); // first: what is about to go is not asked for any more
    void drop(album.id);
  };
  return (
    <>
      <div className="ms-auto flex">
        {album.count !== 0 && given && <Act icon={Download} word="albums.download" act={() => void downloadAll(album)} />}
        {own && <Act icon={Share2} word="act.share" act={() => setSharing(true)} />}
        {mayEdit(album) && <Act icon={Pencil} word="albums.edit" act={() => setEditing(true)} />}
        {own && <Act icon={Trash2} word="albums.delete" act={away} />}
      </div>
      {sharing && (
        <Suspense>
          <ShareDialog what={{ kind: "album", id: album.id, name: album.name }} close={() => setSharing(false)} />
        </Suspense>
      )}
      {editing && <AlbumDialog album={album} close={() => setEditing(false)} />}
    </>
  );
}

function Act({ icon: Icon, word, act }: { icon: typeof Pencil; word: Key; act: () => void }) {
  const say = useWords();
  return (
    <button className={ICON} title={say(word)} aria-label={say(word)} onClick={act}>
      <Icon size={20} aria-hidden="true" />
    </button>
  );
}

/** The albums, each with those that stand in it. */
import { useQuery } from "@tanstack/react-query";
import { Plus, Sparkles, UsersRound } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";

import { Trouble } from "@/api/trouble";
import type { Album } from "@/api/types";
import { ofAlbums, treeOf, type Branch } from "@/albums/albums";
import { Heading } from "@/base/ui/heading";
import { CHIP, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { Picture } from "@/photos/picture-box";
import { Proposals } from "@/proposals/section";
import { ofShares } from "@/sharing/shares";

import { AlbumDialog } from "./album-dialog";
import { Cover, useCovers } from "./cover";

export default function Albums() {
  const say = useWords();
  const [, go] = useLocation();
  const [making, setMaking] = useState(false);
  const { data, error } = useQuery(ofAlbums());
  return (
    <>
      <Heading title={say("door.albums")} back="/collections">
        <button className={`${CHIP} ms-auto text-sm`} onClick={() => setMaking(true)}>
          <Plus size={16} aria-hidden="true" />
          {say("albums.new")}
        </button>
      </Heading>
      {error && <Trouble error={error} />}
      {data?.length === 0 && (
        <>
          <p className={`max-w-xl pb-8 text-quiet ${PAGE}`}>{say("albums.empty")}</p>
          <Proposals />
        </>
      )}
      <div className={PAGE}>
        <Shelf branches={treeOf(data ?? [])} />
      </div>
      {making && (
        <AlbumDialog
          close={(id) => {
            setMaking(false);
            if (id) go(`/collections/albums/${id}`);
          }}
        />
      )}
    </>
  );
}

export function Shelf({ branches }: { branches: readonly Branch[] }) {
  const alone = branches.filter(({ below }) => !below.length);
  return (
    <>
      {alone.length > 0 && <Cards albums={alone.map(({ album }) => album)} />}
      {branches
        .filter(({ below }) => below.length)
        .map(({ album, below }) => (
          <section key={album.id} className="pt-6">
            <h2 className="mb-2 text-base">
              <Link href={`/collections/albums/${album.id}`} className="rounded-lg hover:underline">
                <bdi>{album.name}</bdi>
              </Link>
            </h2>
            <div className="border-s border-line ps-3 desk:ps-5">
              <Cards albums={[album]} />
              <Shelf branches={below} />
            </div>
          </section>
        ))}
    </>
  );
}

export function Cards({ albums }: { albums: readonly Album[] }) {
  const say = useWords();
  const { data: shares = [] } = useQuery(ofShares());
  const given = new Set(shares.map(({ album }) => album));
  // Of a smart album nobody keeps a cover: it is asked for when it comes into sight.
  const { covers, want } = useCovers(albums.map(({ id }) => ({ album: id })));
  return (
    <ul aria-label={say("door.albums")} className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-2 gap-y-4 py-2 desk:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
      {albums.map(({ id, name, cover, count, query, shared_by }, index) => (
        <li key={id} className="min-w-0">
          <Link href={`/collections/albums/${id}`} className="group block rounded-lg">
            {cover ? (
              <div className="aspect-[4/3] overflow-hidden rounded-lg bg-wash">
                <Picture id={cover} rendition="cover" />
              </div>
            ) : (
              <Cover photo={covers[index]} near={() => want(index)} />
            )}
            <span className="mt-1 flex items-center justify-between gap-2 text-sm">
              <span className="flex min-w-0 items-center gap-1.5">
                <bdi className="truncate">{name}</bdi>
                {(shared_by || given.has(id)) && <UsersRound size={14} aria-label={shared_by ? say("albums.from", { name: shared_by }) : say("door.shared")} className="shrink-0 text-quiet" />}
              </span>
              <span className="shrink-0 text-quiet tabular-nums">{query ? <Sparkles size={14} aria-label={say("albums.smart")} /> : count}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

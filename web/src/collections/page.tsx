/** Everything the library can be gone through by, with the pictures it holds. */
import { useQuery } from "@tanstack/react-query";
import { Album, Archive, CalendarDays, ClockPlus, CopyCheck, Heart, Luggage, Map as MapIcon, Share2, UsersRound } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";

import { query } from "@/api/client";
import { useFacets } from "@/api/facets";
import { cameraName } from "@/api/photo-facts";
import type { FilterName } from "@/api/filter";
import { Trouble } from "@/api/trouble";
import type { Facet } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { CHIP, PAGE } from "@/base/ui/styles";
import { named, useWords, type Key } from "@/base/words";
import { ofNamed } from "@/faces/acts";
import { Face } from "@/faces/face";

import { Cover, useCovers } from "./cover";
import { PAINT, SHELVES } from "./shelves";

const DOORS = [
  { to: "/collections/albums", icon: Album, word: "door.albums" },
  { to: "/collections/people", icon: UsersRound, word: "door.people" },
  { to: "/collections/photos?favourite=true", icon: Heart, word: "door.favourites" },
  { to: "/collections/recent", icon: ClockPlus, word: "door.recent" },
  { to: "/collections/occasions", icon: Luggage, word: "door.occasions" },
  { to: "/collections/days", icon: CalendarDays, word: "door.days" },
  { to: "/collections/map", icon: MapIcon, word: "door.map" },
  { to: "/collections/alike", icon: CopyCheck, word: "door.alike" },
  { to: "/collections/shared", icon: Share2, word: "door.shared" },
  { to: "/collections/photos?archived=true", icon: Archive, word: "door.archive" },
] as const satisfies { to: string; icon: typeof Heart; word: Key }[];

const FEW = 8;

export default function Collections() {
  const say = useWords();
  const { data, error } = useFacets();
  const shelves = SHELVES.map((shelf) => ({ ...shelf, found: data?.[shelf.facet] ?? [] })).filter(({ found }) => found.length);
  return (
    <>
      <Heading title={say("nav.collections")} />
      <nav aria-label={say("collections.doors")} className={`grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-7 ${PAGE}`}>
        {DOORS.map(({ to, icon: Icon, word }) => (
          <Link key={to} href={to} className="flex items-center gap-3 rounded-2xl bg-wash px-4 py-3.5 hover:bg-line">
            <Icon size={20} aria-hidden="true" className="shrink-0" />
            {say(word)}
          </Link>
        ))}
      </nav>
      {error && <Trouble error={error} />}
      <Named />
      {data && !shelves.length && <p className={`max-w-xl pt-8 text-quiet ${PAGE}`}>{say("collections.empty")}</p>}
      {shelves.map(({ facet, filter, word, pictures, found }) => (
        <Shelf key={facet} title={say(word)} filter={filter} found={found} pictures={pictures} />
      ))}
    </>
  );
}

/** The people with a name who are on the most photos. */
function Named() {
  const say = useWords();
  const { data = [] } = useQuery(ofNamed());
  if (!data.length) return null;
  return (
    <section className={`pt-8 ${PAGE}`}>
      <h2 className="mb-2 text-base">{say("door.people")}</h2>
      <ul className="-m-1 flex gap-3 overflow-x-auto p-1">
        {data.slice(0, FEW).map(({ id, name, cover }) => (
          <li key={id}>
            <Link href={`/collections/people/${id}`} className="group grid w-22 justify-items-center gap-1 rounded-lg text-center text-sm">
              <Face id={cover} className="size-20" />
              <bdi className="max-w-full truncate">{name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shelf({ title, filter, found, pictures }: { title: string; filter: FilterName; found: readonly Facet[]; pictures: boolean }) {
  const say = useWords();
  const [every, setEvery] = useState(false);
  const few = pictures ? FEW : 2 * FEW;
  const shown = every ? found : found.slice(0, few);
  const { covers, want } = useCovers(pictures ? shown.map(({ name }) => ({ [filter]: name })) : []);
  return (
    <section className={`pt-8 ${PAGE}`}>
      <div className="mb-2 flex items-baseline justify-between">
        <h2 className="text-base">{title}</h2>
        {found.length > few && (
          <button aria-expanded={every} onClick={() => setEvery(!every)} className="text-sm text-sun-text hover:underline">
            {every ? say("collections.fewer") : say("collections.all", { n: found.length })}
          </button>
        )}
      </div>
      <ul className={pictures ? "grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-2 gap-y-3" : "flex flex-wrap gap-2"}>
        {shown.map(({ name, label, count }, index) => (
          <li key={name}>
            <Link href={`/collections/photos?${query({ [filter]: name })}`} className={pictures ? "group block rounded-lg" : CHIP}>
              {pictures && <Cover photo={covers[index]} near={() => want(index)} />}
              {filter === "colour" && <span style={{ background: PAINT[name] ?? name }} className="size-4 rounded-full ring-1 ring-ink/15" />}
              <span className={pictures ? "mt-1 flex justify-between gap-2 text-sm" : "contents"}>
                <span className="truncate first-letter:uppercase">{filter === "camera" ? cameraName(name) : (label ?? named(name))}</span>
                <span className="text-sm text-quiet tabular-nums">{count}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

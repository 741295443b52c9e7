/** Where photos were taken: by the name of a place, by degrees, on the map, or as the photos beside them. */
import { lazy, Suspense, useMemo, useState } from "react";

import * as facts from "@/api/photo-facts";
import type { Look, Photo } from "@/api/types";
import { CHIP } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { get } from "@/photos/known";
import { useList } from "@/photos/list";
import { Picture } from "@/photos/picture-box";

import { beside } from "./beside";
import { degrees, degreesOf, type Degrees } from "./change";
import { PlaceField } from "./place-field";
import { Tried } from "./tried";

const Spot = lazy(() => import("@/map/spot"));

type Located = Pick<Photo, "location" | "place">;

/** Without the height, which is of the photo and not of the place. */
const only = ({ location: at }: Located): Degrees | null => (at ? { latitude: at.latitude, longitude: at.longitude } : null);

/** What it is called here: its name where it has one. */
const nameOf = (at: Located) => facts.place(at) || (at.location ? degrees(at.location) : "");

export function PlaceForm({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const say = useWords();
  const near = useMemo(() => beside(ids, useList.getState().ids), [ids]);
  const [{ text, location }, setPlace] = useState<{ text: string; location: Degrees | null }>(() => {
    const one = ids.length === 1 ? get(ids[0] ?? "") : undefined;
    return { text: one ? nameOf(one) : "", location: one ? only(one) : null };
  });
  const [none, setNone] = useState(false);
  const put = (at: Located) => setPlace({ text: nameOf(at), location: only(at) });
  const look = (at: Look) => nameOf(at) || say("place.unknown");
  return (
    <div className="mt-4 grid gap-4">
      <fieldset disabled={none} className="grid min-w-0 gap-3 disabled:opacity-60">
        <legend className="sr-only">{say("edit.place")}</legend>
        <PlaceField text={text} type={(text) => setPlace({ text, location: degreesOf(text) })} choose={put} />
        {near.length > 0 && (
          <div role="group" aria-label={say("place.beside")} className="flex flex-wrap gap-2">
            {near.map((photo) => (
              <button key={photo.id} title={say("place.beside")} className={`${CHIP} max-w-full py-1 ps-1 text-sm`} onClick={() => put(photo)}>
                <span className="size-7 shrink-0 overflow-hidden rounded-full bg-line">
                  <Picture id={photo.id} />
                </span>
                <bdi className="truncate">{nameOf(photo)}</bdi>
              </button>
            ))}
          </div>
        )}
        <div className="h-52 overflow-hidden rounded-xl">
          <Suspense>
            <Spot at={none ? null : location} point={(location) => put({ location })} />
          </Suspense>
        </div>
      </fieldset>
      <label className="flex items-center gap-3">
        <input type="checkbox" className="accent-sun" checked={none} onChange={() => setNone(!none)} />
        {say("place.none")}
      </label>
      <Tried ids={ids} to={none || location ? { kind: "place", location: none ? null : location } : null} done="done.placed" of={look} close={close} />
    </div>
  );
}

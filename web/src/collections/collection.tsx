/** The photos of one filter: a place, a mood, the favourites. */
import { Sparkles } from "lucide-react";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";

import { cameraName } from "@/api/photo-facts";
import { filterOf, type FilterName } from "@/api/filter";
import { DAMAGED } from "@/api/photo";
import { useQueryString } from "@/base/route";
import { Heading } from "@/base/ui/heading";
import { CHIP } from "@/base/ui/styles";
import { named, useWords, type Say } from "@/base/words";
import { day } from "@/base/words/format";
import { PhotoList } from "@/timeline/photo-list";

import { AlbumDialog } from "./album-dialog";

function titleOf(filter: Partial<Record<FilterName, string | readonly string[]>>, say: Say): string {
  if (filter.trouble === DAMAGED) return say("damage.title");
  if (filter.favourite) return say("door.favourites");
  if (filter.archived) return say("door.archive");
  if (filter.box) return say("map.here");
  if (filter.from && filter.from === filter.to) return day(String(filter.from));
  const names = Object.entries(filter).flatMap(([name, value]) => (name === "trouble" ? [] : [value].flat().map((one) => (name === "camera" ? cameraName : named)(String(one)))));
  return names.join(", ");
}

export default function Collection() {
  const say = useWords();
  const [, go] = useLocation();
  const [keeping, setKeeping] = useState(false);
  const about = useQueryString();
  about.delete("photo");
  const text = about.toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(text)), [text]);
  const title = titleOf(filter, say);
  const empty = filter.trouble === DAMAGED ? say("damage.none") : filter.favourite ? say("empty.favourites") : filter.archived ? say("empty.archive") : say("empty.collection");
  return (
    <>
      <Heading title={title} back={filter.box ? "/collections/map" : filter.trouble ? "/library/health" : "/collections"}>
        {Object.keys(filter).length > 0 && (
          <button className={`${CHIP} ms-auto shrink-0 text-sm`} onClick={() => setKeeping(true)}>
            <Sparkles size={16} aria-hidden="true" />
            {say("albums.keep")}
          </button>
        )}
      </Heading>
      {keeping && (
        <AlbumDialog
          smart={filter}
          close={(id) => {
            setKeeping(false);
            if (id) go(`/collections/albums/${id}`);
          }}
        />
      )}
      <PhotoList label={title} filter={filter} empty={<p className="mx-auto max-w-md p-10 text-center text-quiet">{empty}</p>} />
    </>
  );
}

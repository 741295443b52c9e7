/** Occasions and trips, each by its name, with its best photos. */
import { useState } from "react";
import { Link } from "wouter";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Occasion } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { CHIP, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useOccasionWords } from "@/base/words/occasions";
import { OCCASIONS } from "@/photos/occasions";
import { Picture } from "@/photos/picture-box";

const MANY = 4; // photos side by side, which make each of them small

interface Page {
  occasions: Occasion[];
  next: string | null;
}

type Which = "all" | "trips" | "dismissed";
const ASKED = { all: {}, trips: { kind: "trip" }, dismissed: { dismissed: true } };
const PRESSED = `${CHIP} aria-pressed:bg-sun aria-pressed:text-[#17181c]`;

export default function Occasions() {
  const say = useWords();
  const tell = useOccasionWords();
  const [which, setWhich] = useState<Which>("all");
  const { pages, error, bottom } = usePages<Page>([OCCASIONS, "page", which], (after) => `/occasions?${query({ limit: 30, ...ASKED[which], after })}`);
  const occasions = pages?.flatMap(({ occasions }) => occasions) ?? [];
  const chip = (one: Which, word: "trips" | "dismissedOnes") => (
    <button aria-pressed={which === one} onClick={() => setWhich(which === one ? "all" : one)} className={PRESSED}>
      {tell(word)}
    </button>
  );
  return (
    <>
      <Heading title={say("door.occasions")} back="/collections">
        <div className="ms-auto flex flex-wrap justify-end gap-2">
          {chip("trips", "trips")}
          {chip("dismissed", "dismissedOnes")}
        </div>
      </Heading>
      {error && <Trouble error={error} />}
      {pages && !occasions.length && <p className={`max-w-xl text-quiet ${PAGE}`}>{tell(which === "dismissed" ? "noneDismissed" : "empty")}</p>}
      <ol className={`grid max-w-5xl gap-8 ${PAGE}`}>
        {occasions.map((occasion) => (
          <li key={occasion.id}>
            <Strip occasion={occasion} />
          </li>
        ))}
      </ol>
      <div ref={bottom} />
    </>
  );
}

/** An occasion as it stands among others. */
export function Strip({ occasion }: { occasion: Occasion }) {
  const say = useWords();
  const { id, name, title, count, people, where, places, cover, best } = occasion;
  const shown = [...new Set([cover, ...best])].slice(0, 5);
  const more = [say("count", { n: count }), ...(title || !where ? places.slice(0, 2) : []), ...people.slice(0, 3).map(({ name }) => name)];
  return (
    <Link href={`/collections/occasions/${id}`} className="group block">
      <h2 className="text-base">
        <bdi>{name}</bdi>
      </h2>
      <p className="mt-0.5 text-quiet">{more.join(" · ")}</p>
      <div className="mt-2 flex h-36 w-fit max-w-full min-w-36 gap-[3px] overflow-hidden rounded-lg desk:h-52">
        {shown.map((photo, index) => (
          <div key={photo} className={`min-w-0 overflow-hidden bg-wash ${index === 0 ? "max-w-md flex-2" : "max-w-xs flex-1"} ${index > 2 ? "phone:hidden" : ""}`}>
            <Picture id={photo} rendition={shown.length < MANY ? "preview" : "thumbnail"} />
          </div>
        ))}
      </div>
    </Link>
  );
}

/** What one can ask, taken from what the library really holds where that is known. */
import { Link } from "wouter";

import { useFacets } from "@/api/facets";
import type { Facet } from "@/api/types";
import { CHIP, PAGE } from "@/base/ui/styles";
import { named, useWords } from "@/base/words";

import { addressOf } from "./ask";

const GENERIC = 6; // a word on more than one photo in so many says little

export function Hints() {
  const say = useWords();
  const { data } = useFacets();
  // What is on nearly every photo finds nothing, and nobody asks for a colour to begin with.
  const whole = (data?.kinds ?? []).reduce((sum, { count }) => sum + count, 0);
  const telling = data?.tags.filter(({ count }) => count > 1 && count < whole / GENERIC);
  const some = (names: readonly Facet[] | undefined, most: number) => (names ?? []).slice(0, most);
  const asks = [...some(telling?.length ? telling : data?.tags, 8), ...some(data?.places, 5), ...some(data?.seasons, 2), ...some(data?.moods, 2)];
  return (
    <div className={`mx-auto max-w-xl pt-8 ${PAGE}`}>
      <h2 className="text-lg">{say("hints.title")}</h2>
      <p className="mt-1 text-quiet">{say("hints.how")}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {asks.map(({ name, label }) => (
          <Link key={name} href={addressOf({ q: name.replaceAll("_", " ") })} className={CHIP}>
            {label ?? named(name)}
          </Link>
        ))}
      </div>
    </div>
  );
}

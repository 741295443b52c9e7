/** What one can ask, taken from what the library really holds where that is known. */
import { Link } from "wouter";

import type { Facet } from "@/api/types";
import { useFacets } from "@/collections/facets";
import { CHIP, PAGE } from "@/ui/styles";
import { named, useWords } from "@/words";

import { addressOf } from "./ask";

export function Hints() {
  const say = useWords();
  const { data } = useFacets();
  const some = (names: readonly Facet[] | undefined, most: number) => (names ?? []).slice(0, most).map(({ name }) => name);
  const asks = [...some(data?.tags, 8), ...some(data?.places, 4), ...some(data?.moods, 3), ...some(data?.colours, 3), ...some(data?.seasons, 2)];
  return (
    <div className={`mx-auto max-w-xl pt-8 ${PAGE}`}>
      <h2 className="text-lg">{say("hints.title")}</h2>
      <p className="mt-1 text-quiet">{say("hints.how")}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {asks.map((name) => (
          <Link key={name} href={addressOf({ q: name.replaceAll("_", " ") })} className={CHIP}>
            {named(name)}
          </Link>
        ))}
      </div>
    </div>
  );
}

/** What one can ask, taken from what the library really holds where that is known. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { json, query } from "@/api/client";
import type { Facet, Facets } from "@/api/types";
import { CHIP, PAGE } from "@/ui/styles";
import { named, useWords } from "@/words";

export function Hints() {
  const say = useWords();
  const { data } = useQuery({ queryKey: ["facets"], queryFn: () => json<Facets>("/facets"), retry: false });
  const some = (names: readonly Facet[] | undefined, most: number) => (names ?? []).slice(0, most).map(({ name }) => name);
  const asks = [...some(data?.tags, 8), ...some(data?.places, 4), ...some(data?.moods, 3), ...some(data?.colours, 3), ...some(data?.seasons, 2)];
  return (
    <div className={`mx-auto max-w-xl pt-8 ${PAGE}`}>
      <h2 className="text-lg">{say("hints.title")}</h2>
      <p className="mt-1 text-quiet">{say("hints.how")}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {asks.map((name) => (
          <Link key={name} href={`/search?${query({ q: name.replaceAll("_", " ") })}`} className={CHIP}>
            {named(name)}
          </Link>
        ))}
      </div>
    </div>
  );
}

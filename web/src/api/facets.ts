/** What the library can be gone through by, with how many photos each name has. */
import { useQuery } from "@tanstack/react-query";

import { json } from "./client";
import type { Facet, Facets } from "./types";

const folded = (name: string) => name.replaceAll("_", " ").toLowerCase();

/** Each name on one shelf only: a tag of a place is no thing, and what light is, is no composition. */
export function withoutRepeats(facets: Facets): Facets {
  // Which objects are there, their tags tell as well; albums are called as their owner likes.
  const { tags, compositions, objects, albums, ...others } = facets;
  const taken = new Set(Object.values(others).flat().map(({ name }) => folded(name)));
  const fresh = (found: readonly Facet[]) => {
    const rest = found.filter(({ name }) => !taken.has(folded(name)));
    rest.forEach(({ name }) => taken.add(folded(name)));
    return rest;
  };
  return { ...others, albums, objects, compositions: fresh(compositions), tags: fresh(tags) };
}

export const useFacets = () => useQuery({ queryKey: ["facets"], queryFn: async () => withoutRepeats(await json<Facets>("/facets")) });

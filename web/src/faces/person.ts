/** A person, by id, and those who wait for a name. */
import { useQuery } from "@tanstack/react-query";

import { json, query } from "@/api/client";
import { usePages } from "@/api/pages";
import type { People, Person } from "@/api/types";
import { PEOPLE } from "@/photos/people";

export const usePerson = (id: string) => useQuery({ queryKey: [PEOPLE, "one", id], queryFn: () => json<Person>(`/people/${id}`) });

/** Groups without a name, most photos first. */
export const useUnnamed = () => usePages<People>([PEOPLE, "unnamed"], (after) => `/people?${query({ named: false, limit: 100, after })}`);

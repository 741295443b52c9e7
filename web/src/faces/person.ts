/** A person, by id. */
import { useQuery } from "@tanstack/react-query";

import { json } from "@/api/client";
import type { Person } from "@/api/types";
import { PEOPLE } from "@/photos/people";

export const usePerson = (id: string) => useQuery({ queryKey: [PEOPLE, "one", id], queryFn: () => json<Person>(`/people/${id}`) });

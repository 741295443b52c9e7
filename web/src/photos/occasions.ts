/** What follows where an occasion is another than before, or has other photos: asked for again, as far as it is looked at. */
import { queries } from "@/api/queries";

import { stirListsOf } from "./months";

export const OCCASIONS = "occasions"; // all that is asked of occasions begins with it

export function stirOccasions(): void {
  void queries.invalidateQueries({ queryKey: [OCCASIONS] });
  stirListsOf(queries, "occasion");
  void queries.invalidateQueries({ predicate: ({ queryKey: [name, filter] }) => name === "points" && String(filter).includes("occasion=") });
}

/** What follows where somebody else is on photos than before: asked for again, as far as it is looked at. */
import { queries } from "@/api/queries";

import * as known from "./known";
import { stirListsOf } from "./months";

export const PEOPLE = "people"; // all that is asked of people begins with it

export function stirPeople(): void {
  void queries.invalidateQueries({ queryKey: [PEOPLE] });
  void queries.invalidateQueries({ queryKey: ["facets"] });
  stirListsOf(queries, "person");
  // Of the opened photo it is shown whose its faces are; others are asked when they are opened.
  const opened = new URLSearchParams(location.search).get("photo");
  if (opened) void known.refresh([opened], () => undefined);
}

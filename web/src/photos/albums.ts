/** What follows where an album is another than before, or has other photos: asked for again, as far as it is looked at. */
import { queries } from "@/api/queries";

import * as known from "./known";
import { MONTHS, stirListsOf } from "./months";
import { stirProposals } from "./proposals";

export const ALBUMS = "albums"; // all that is asked of albums begins with it

export function stirAlbums(): void {
  void queries.invalidateQueries({ queryKey: [ALBUMS] });
  void queries.invalidateQueries({ queryKey: ["facets"] });
  void queries.invalidateQueries({ queryKey: [MONTHS] }); // those off the timeline
  stirListsOf(queries, "album");
  stirProposals(); // none of what an album holds
  // Of the opened photo it is told in which albums it is; others are asked when they are opened.
  const opened = new URLSearchParams(location.search).get("photo");
  if (opened) void known.refresh([opened], () => undefined);
}

/** Keeps what is shown true: live events refresh the photos that changed, and the lists when photos come or go. */
import { useEffect } from "react";

import { listen, type Heard } from "@/api/live";
import { startProbing } from "@/api/online";
import { monthOf } from "@/api/photo";
import { queries } from "@/api/queries";
import { keepRenewing, stand } from "@/api/session";
import type { Photo } from "@/api/types";
import { glint } from "@/base/ui/mark";
import { watchWhose } from "@/base/whose";
import { startKeeping } from "@/offline/sync";
import { ALBUMS, stirAlbums } from "@/photos/albums";
import * as known from "@/photos/known";
import { stir } from "@/photos/months";
import { OCCASIONS, stirOccasions } from "@/photos/occasions";
import { PEOPLE, stirPeople } from "@/photos/people";
import { PROPOSALS, stirProposals } from "@/photos/proposals";
import { MEMORIES, SUMMARIES } from "@/stories/ask";
import { QUESTIONS, stirQuestions } from "@/questions/acts";
import { startOutbox } from "@/upload/adopt";

let stirring: ReturnType<typeof setTimeout> | undefined;
let months = new Set<string>(); // in which a photo has changed its shape

/** Soon, once: a hundred photos that arrive together change the lists together. */
function stirSoon(): void {
  stirring ??= setTimeout(() => {
    stirring = undefined;
    stir(queries, months);
    months = new Set();
  }, 900);
}

function changed(before: Photo | undefined, after: Photo): void {
  const shape = (photo: Photo | undefined) => photo && `${monthOf(photo)} ${photo.width}x${photo.height}`;
  if (shape(before) !== shape(after)) {
    for (const photo of [before, after]) if (photo) months.add(monthOf(photo));
    stirSoon();
  }
  if (before?.status === "processing" && after.status === "ready") glint();
}

let missed = false; // something may have happened while nobody listened

export function heard(event: Heard): void {
  // They are made of everything that features find.
  if (event.name === "changed") for (const key of [SUMMARIES, MEMORIES]) void queries.invalidateQueries({ queryKey: [key] });
  if (event.name === "lost") missed = true;
  else if (event.name === "hello") {
    const working = [...known.all()].filter(({ status }) => status === "processing").map(({ id }) => id);
    void known.refresh(working, changed);
    // With the first stream nothing was missed: the lists have only just been asked for.
    if (missed) stirSoon();
  } else if (event.name === "deleted") {
    const photo = known.get(event.photo);
    if (photo) months.add(monthOf(photo));
    known.hide([event.photo]);
    stirSoon();
  } else if (event.name === "uploaded") {
    void known.refresh([event.photo], changed);
    stirSoon();
  } else if (event.name === "progressed") void known.refresh([event.photo], changed);
  else if (event.name === "changed" && event.feature === QUESTIONS) void stirQuestions();
  else if (event.name === "changed" && event.feature === PEOPLE) stirPeople();
  else if (event.name === "changed" && event.feature === ALBUMS) stirAlbums();
  else if (event.name === "changed" && event.feature === OCCASIONS) stirOccasions();
  else if (event.name === "changed" && event.feature === PROPOSALS) stirProposals();
  else if (event.name === "changed") {
    void queries.invalidateQueries({ queryKey: ["days"] });
    void queries.invalidateQueries({ queryKey: ["groups"] });
  }
}

export function useLive(): void {
  useEffect(() => {
    const stop = new AbortController();
    watchWhose(stop.signal);
    void stand(stop.signal).then(() => keepRenewing(stop.signal));
    void listen(heard, stop.signal);
    startProbing(stop.signal);
    startOutbox(stop.signal);
    startKeeping(stop.signal);
    return () => stop.abort();
  }, []);
}

/** What was added last, whenever it was taken. */
import { useMemo } from "react";
import { Link } from "wouter";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Photos } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { CHIP, PAGE } from "@/base/ui/styles";
import { useSummaryWords } from "@/base/words/summaries";
import { SelectionBar } from "@/edit/selection-bar";
import { Grid } from "@/photos/grid";
import { goneVersion, isGone, put, useKnown } from "@/photos/known";
import { ratioOf, type Section } from "@/photos/layout";

import { SUMMARIES } from "./ask";

export default function Recent() {
  const tell = useSummaryWords();
  const { pages, error, bottom } = usePages<Photos>([SUMMARIES, "recent"], (after) => `/photos?${query({ order: "added", limit: 100, after })}`);
  const hidden = useKnown(goneVersion);
  const sections = useMemo((): Section[] => {
    const tiles = (pages ?? [])
      .flatMap(({ photos }) => photos.map(put))
      .map(({ id, width, height }) => ({ id, ratio: ratioOf(width, height) }))
      .filter(({ id }) => !isGone(id));
    return [{ key: "recent", count: tiles.length, tiles }];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `hidden` stands for isGone
  }, [pages, hidden]);
  return (
    <>
      <Heading title={tell("recent")} back="/collections">
        <Link href="/summaries/today" className={`${CHIP} ms-auto`}>
          {tell("today")}
        </Link>
      </Heading>
      {error && <Trouble error={error} />}
      {pages && !sections[0]?.count && <p className={`max-w-xl text-quiet ${PAGE}`}>{tell("recent.empty")}</p>}
      <Grid label={tell("recent")} sections={sections} />
      <SelectionBar />
      <div ref={bottom} />
    </>
  );
}

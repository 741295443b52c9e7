/** All photos that a filter lets through, by month: the timeline, and every collection. */
import { memo, type ReactNode } from "react";

import * as format from "@/words/format";
import { useWords } from "@/words";

import { sentence } from "./actions";
import type { Filter } from "./filter";
import { Grid } from "./grid";
import type { Section } from "./layout";
import { useTimeline } from "./months";
import { chooseAll, useSelection } from "./selection";
import { SelectionBar } from "./selection-bar";

const HEAD = 52;
const named = ({ key }: Section) => format.month(key);

interface Props {
  label: string;
  filter: Filter;
  empty: ReactNode;
}

export function PhotoList({ label, filter, empty }: Props) {
  const { sections, pending, error, want } = useTimeline(filter);
  if (error)
    return (
      <p role="alert" className="p-6 text-center text-quiet">
        {sentence(error)}
      </p>
    );
  if (pending) return null;
  if (!sections.length) return empty;
  return (
    <>
      <Grid label={label} sections={sections} want={want} scrub={named} heading={{ height: HEAD, of: (section) => <Heading section={section} /> }} />
      <SelectionBar />
    </>
  );
}

const Heading = memo(function Heading({ section }: { section: Section }) {
  const say = useWords();
  const ids = section.tiles?.map(({ id }) => id) ?? [];
  const every = useSelection(({ chosen }) => ids.length > 0 && ids.every((id) => chosen.has(id)));
  return (
    <div className="group flex h-full w-full items-end gap-3 px-4 pb-2 desk:px-6">
      <h2 className="text-base">
        <bdi>{format.month(section.key)}</bdi>
      </h2>
      <bdi className="text-sm text-quiet tabular-nums">{say("count", { n: section.count })}</bdi>
      {ids.length > 0 && (
        <button
          aria-pressed={every}
          onClick={() => chooseAll(ids)}
          className="rounded px-1 text-sm text-sun-text opacity-0 group-hover:opacity-100 focus-visible:opacity-100 [@media(hover:none)]:opacity-100 aria-pressed:opacity-100"
        >
          {say(every ? "select.none" : "select.all")}
        </button>
      )}
    </div>
  );
});

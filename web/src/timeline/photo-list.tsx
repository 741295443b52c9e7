/** All photos that a filter lets through, by month: the timeline, and every collection. */
import { memo, useEffect, type ComponentProps, type ReactNode } from "react";
import { Link } from "wouter";

import type { Filter } from "@/api/filter";
import { monthOf } from "@/api/photo";
import { sentence } from "@/api/sentence";
import type { Album } from "@/api/types";
import { useOpened } from "@/base/route";
import { useWords } from "@/base/words";
import * as format from "@/base/words/format";
import { SelectionBar } from "@/edit/selection-bar";
import { Grid } from "@/photos/grid";
import { usePhoto } from "@/photos/known";
import type { Section } from "@/photos/layout";
import { useTimeline } from "@/photos/months";
import { chooseAll, useSelection } from "@/photos/selection";

const named = ({ key }: Section) => format.month(key);

interface Props {
  label: string;
  filter: Filter;
  empty: ReactNode;
  /** The album that it is the list of. */
  album?: Album;
  /** That of another's which it is the list of. */
  share?: string;
  /** What else can be done with chosen photos here. */
  more?: ReactNode;
  /** What stands under each photo. */
  caption?: ComponentProps<typeof Grid>["caption"];
  /** Whether months lead to their summaries: where all of their photos stand. */
  linked?: boolean;
}

export function PhotoList({ label, filter, empty, album, share, more, caption, linked = false }: Props) {
  const { sections, pending, error, want } = useTimeline(filter);
  const [opened] = useOpened();
  const shown = usePhoto(opened ?? "");
  const month = shown && monthOf(shown);
  // A link may lead to any photo: its neighbours come with its month and those beside it.
  useEffect(() => {
    const at = sections.findIndex(({ key }) => key === month);
    if (at >= 0) want(sections.slice(Math.max(0, at - 1), at + 2).map(({ key }) => key));
  }, [month, sections, want]);
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
      <Grid label={label} sections={sections} want={want} scrub={named} heading={linked ? LINKED : HEADING} caption={caption} />
      <SelectionBar album={album} share={share} more={more} />
    </>
  );
}

const Heading = memo(function Heading({ section, day, linked }: { section: Section; day: string | null; linked: boolean }) {
  const say = useWords();
  const ids = (section.tiles ?? []).filter((tile) => day === null || tile.day === day).map(({ id }) => id);
  const every = useSelection(({ chosen }) => ids.length > 0 && ids.every((id) => chosen.has(id)));
  const choosing = useSelection(({ chosen }) => chosen.size > 0);
  return (
    <div className="group flex h-full w-full items-end px-4 pb-1.5 desk:px-6">
      {/* What has no room beside the name is not there: it stands in a second line, which is not seen. */}
      <div className="flex h-6 w-full flex-wrap items-baseline gap-x-3 overflow-hidden text-nowrap">
        {day === null ? (
          <>
            <h2 className="text-base [text-wrap:inherit]">
              {linked ? (
                <Link href={`/summaries/month:${section.key}`} className="rounded hover:underline">
                  <bdi>{format.month(section.key)}</bdi>
                </Link>
              ) : (
                <bdi>{format.month(section.key)}</bdi>
              )}
            </h2>
            <bdi className="text-sm text-quiet tabular-nums">{say("count", { n: section.count })}</bdi>
          </>
        ) : (
          <h3 className="text-sm font-normal text-quiet [text-wrap:inherit]">
            <bdi>{format.dayOfMonth(day)}</bdi>
          </h3>
        )}
        {ids.length > 0 && (
          <button
            aria-pressed={every}
            onClick={() => chooseAll(ids)}
            className={`rounded px-1 text-sm text-sun-text opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-pressed:opacity-100 ${choosing ? "opacity-100" : "[@media(hover:none)]:hidden"}`}
          >
            {say(every ? "select.none" : "select.all")}
          </button>
        )}
      </div>
    </div>
  );
});

const HEADING = { height: 52, of: (section: Section, day: string | null) => <Heading section={section} day={day} linked={false} /> };
const LINKED = { height: 52, of: (section: Section, day: string | null) => <Heading section={section} day={day} linked /> };

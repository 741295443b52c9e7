/** What a day, a week, a month, a year, a trip, a person, or what came in today, comes to. */
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Images, Play } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { Link, useParams } from "wouter";

import { asQuery, type Filter } from "@/api/filter";
import { Trouble } from "@/api/trouble";
import type { Summary as Told } from "@/api/types";
import { useOpened } from "@/base/route";
import { Heading } from "@/base/ui/heading";
import { CHIP, ICON, MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { locale } from "@/base/words";
import { numbers } from "@/base/words/intl";
import { useSummaryWords } from "@/base/words/summaries";
import { setList } from "@/photos/list";
import { Picture } from "@/photos/picture-box";

import { around, ofSummary } from "./ask";

const Places = lazy(() => import("@/map/places"));

export default function Summary() {
  const { of = "today" } = useParams();
  const tell = useSummaryWords();
  const { data, error } = useQuery(ofSummary(of));
  return (
    <>
      <Heading title={data?.title ?? tell("summary")} back={backOf(of)}>
        {data && <Beside summary={data} />}
      </Heading>
      {error ? <Trouble error={error} /> : data && <Shown key={data.of} summary={data} />}
    </>
  );
}

/** Where it is reached from. */
function backOf(of: string): string {
  const [kind, id = ""] = of.split(":");
  if (kind === "trip") return `/collections/occasions/${id}`;
  if (kind === "person") return `/collections/people/${id}`;
  return kind === "today" ? "/collections/recent" : "/";
}

function Beside({ summary: { previous, next } }: { summary: Told }) {
  const tell = useSummaryWords();
  const way = (to: string | null | undefined, word: "previous" | "next", Icon: typeof ChevronLeft) =>
    to && (
      <Link href={`/summaries/${to}`} replace title={tell(word)} aria-label={tell(word)} className={ICON}>
        <Icon size={22} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
    );
  return (
    <nav aria-label={tell("summary")} className="ms-auto flex">
      {way(previous, "previous", ChevronLeft)}
      {way(next, "next", ChevronRight)}
    </nav>
  );
}

function Shown({ summary }: { summary: Told }) {
  const tell = useSummaryWords();
  const { of, text, best, cover, people } = summary;
  const filter = useMemo(() => filterOf(summary), [summary]);
  useEffect(() => setList(best), [best]);
  return (
    <div className={`grid max-w-5xl gap-8 ${PAGE}`}>
      <p className="max-w-2xl text-lg text-pretty [overflow-wrap:anywhere]">{text}</p>
      <Numbers summary={summary} />
      <div className="flex flex-wrap gap-2">
        {best.length > 1 && (
          <Link href={`/stories/${of}`} className={MAIN}>
            <Play size={18} aria-hidden="true" />
            {tell("story")}
          </Link>
        )}
        {filter && (
          <Link href={`/collections/photos?${asQuery(filter)}`} className={QUIET}>
            <Images size={18} aria-hidden="true" />
            {tell("photosOf")}
          </Link>
        )}
        {around(of).map(({ of, word }) => (
          <Link key={of} href={`/summaries/${of}`} className={QUIET}>
            {tell(word)}
          </Link>
        ))}
      </div>
      {best.length > 0 && <Best ids={best} cover={cover ?? null} />}
      {people.length > 0 && (
        <section>
          <h2 className="mb-2 text-base">{tell("people")}</h2>
          <ul className="flex flex-wrap gap-2">
            {people.map(({ id, name, count }) => (
              <li key={id}>
                <Link href={`/collections/people/${id}`} className={CHIP}>
                  <bdi>{name}</bdi>
                  <span className="text-sm text-quiet tabular-nums">{numbers(locale(), {}).format(count)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {filter && summary.places.length > 0 && (
        <div className="empty:hidden">
          <Suspense>
            <Places label={tell("map")} filter={filter} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

/** The photos that it is made of; null where no list has exactly those. */
function filterOf({ of, first, last }: Told): Filter | null {
  const [kind, id = ""] = of.split(":");
  if (kind === "trip") return { occasion: id };
  if (kind === "person") return { person: id };
  return kind !== "today" && first && last ? { from: first, to: last } : null;
}

function Numbers({ summary: { count, numbers: those } }: { summary: Told }) {
  const tell = useSummaryWords();
  const told = [
    { n: count, word: "photos" },
    { n: those.days, word: "days" },
    { n: those.towns, word: "towns" },
    { n: those.countries, word: "countries" },
    { n: those.people, word: "persons" },
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {told
        .filter(({ n }) => n > 0)
        .map(({ n, word }) => (
          <div key={word} className="flex flex-col-reverse">
            <dt className="text-sm text-quiet">{tell(word, { n })}</dt>
            <dd className="text-2xl tabular-nums">{numbers(locale(), {}).format(n)}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The very best large, the others beside it, in the order of their taking. */
function Best({ ids, cover }: { ids: readonly string[]; cover: string | null }) {
  const tell = useSummaryWords();
  const [, open] = useOpened();
  return (
    <section>
      <h2 className="sr-only">{tell("best")}</h2>
      <ul className="grid grid-flow-dense auto-rows-[5.75rem] grid-cols-3 gap-[3px] overflow-hidden rounded-xl desk:auto-rows-[9.5rem] desk:grid-cols-5">
        {ids.map((id, place) => (
          <li key={id} className={id === cover ? "col-span-2 row-span-2" : ""}>
            <button onClick={() => open(id)} aria-label={tell("story.at", { n: place + 1, count: ids.length })} className="group block size-full overflow-hidden bg-wash">
              <Picture id={id} rendition={id === cover ? "preview" : "thumbnail"} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

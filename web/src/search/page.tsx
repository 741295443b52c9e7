/** Search: what was understood as chips that can be taken away, the photos best first, and why each is there. */
import { ImageIcon, X } from "lucide-react";
import { useMemo } from "react";
import { Link, useLocation } from "wouter";

import { query } from "@/api/client";
import type { Chip, Hit, Why } from "@/api/types";
import { useQueryString } from "@/app/route";
import { sentence } from "@/photos/actions";
import { Grid } from "@/photos/grid";
import { goneVersion, isGone, useKnown } from "@/photos/known";
import { ratioOf, type Section } from "@/photos/layout";
import { usePicture } from "@/photos/picture";
import { SelectionBar } from "@/photos/selection-bar";
import { CHIP, PAGE } from "@/ui/styles";
import { told, useWords } from "@/words";

import { questionOf, useAnswer, type Order } from "./ask";
import { useAskedPicture } from "./by-image";
import { SearchField } from "./field";
import { Hints } from "./hints";
import { labelled, scores, why } from "./why";

const ORDERS: Order[] = ["relevance", "newest", "oldest"];

export default function SearchPage() {
  const say = useWords();
  const params = useQueryString();
  const question = questionOf(params);
  const asked = Boolean(question.q.trim() || question.like);
  const { data, error, isFetching } = useAnswer(question);
  const hits = asked ? data?.hits : undefined;

  return (
    <>
      <header className={`sticky top-0 z-30 bg-ground pt-[max(0.75rem,env(safe-area-inset-top))] pb-2 ${PAGE}`}>
        <h1 className="sr-only">{say("nav.search")}</h1>
        <div className="mx-auto max-w-xl">
          <SearchField value={question.q} focused={!asked} />
        </div>
      </header>
      {!asked && <Hints />}
      {question.like && <Likeness like={question.like} />}
      {asked && data && !error && (
        <div className={`flex flex-wrap items-center gap-2 pb-2 ${PAGE}`}>
          {data.understood.chips.map((chip) => <Understood key={`${chip.kind} ${chip.label}`} chip={chip} />)}
          <p role="status" className="text-sm text-quiet tabular-nums" aria-busy={isFetching}>
            {hits?.length ? say("search.found", { n: hits.length }) : ""}
            {data.offline && ` ${say("search.offline")}`}
            {data.understood.degraded && ` ${told(data.understood.degraded, "search.degraded")}`}
          </p>
          {Boolean(hits?.length) && !question.like && <OrderChoice question={question} />}
        </div>
      )}
      {error && (
        <p role="alert" className="p-8 text-center text-quiet">
          {sentence(error)}
        </p>
      )}
      {hits && !error && (hits.length ? <Hits hits={hits} /> : <p className="mx-auto max-w-md p-10 text-center text-quiet">{say("search.none")}</p>)}
      <SelectionBar />
    </>
  );
}

function Hits({ hits }: { hits: readonly Hit[] }) {
  const say = useWords();
  const hidden = useKnown(goneVersion);
  const reasons = useMemo(() => new Map(hits.map(({ photo, why }) => [photo.id, why])), [hits]);
  const sections = useMemo((): Section[] => {
    const tiles = hits.map(({ photo }) => ({ id: photo.id, ratio: ratioOf(photo.width, photo.height) })).filter(({ id }) => !isGone(id));
    return [{ key: "hits", count: tiles.length, tiles }];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `hidden` stands for isGone
  }, [hits, hidden]);
  const caption = (id: string) => {
    const those = (reasons.get(id) ?? []) as unknown as Why[];
    return those.length ? (
      <p title={scores(those)} className="line-clamp-2 px-1 pt-1 text-xs leading-snug text-quiet">
        {why(those)}
      </p>
    ) : null;
  };
  const explained = hits.some(({ why }) => why.length);
  return <Grid label={say("search.results")} sections={sections} {...(explained && { caption: { height: 38, of: caption } })} />;
}

function Understood({ chip }: { chip: Chip }) {
  const say = useWords();
  return (
    <Link href={chip.rest.trim() ? `/search?${query({ q: chip.rest })}` : "/search"} aria-label={say("search.without", { what: labelled(chip.label) })} className={`${CHIP} text-sm`}>
      {labelled(chip.label)}
      <X size={14} aria-hidden="true" className="text-quiet" />
    </Link>
  );
}

function OrderChoice({ question }: { question: ReturnType<typeof questionOf> }) {
  const say = useWords();
  const [, go] = useLocation();
  return (
    <label className="ms-auto text-sm text-quiet">
      <span className="sr-only">{say("search.order")}</span>
      <select
        value={question.order}
        onChange={(event) => go(`/search?${query({ q: question.q, order: event.target.value === "relevance" ? "" : event.target.value })}`, { replace: true })}
        className="rounded-lg bg-transparent py-1 hover:bg-wash"
      >
        {ORDERS.map((order) => (
          <option key={order} value={order}>
            {say(`order.${order}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the found ones are to be like. */
function Likeness({ like }: { like: string }) {
  const say = useWords();
  const url = useAskedPicture((state) => state.url);
  const { src } = usePicture(like, "thumbnail", like !== "picture");
  const picture = like === "picture" ? url : src;
  return (
    <div className={`flex items-center gap-3 pb-3 ${PAGE}`}>
      {picture ? <img src={picture} alt="" className="size-16 rounded-lg object-cover" /> : <ImageIcon size={28} aria-hidden="true" className="text-quiet" />}
      <h2 className="text-base">{say("search.like")}</h2>
    </div>
  );
}

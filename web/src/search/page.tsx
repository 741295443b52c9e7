/** Search: what was understood as chips that can be taken away, the photos best first, and why each is there. */
import { useQueries } from "@tanstack/react-query";
import { ImageIcon, X } from "lucide-react";
import { useMemo } from "react";
import { Link, useLocation } from "wouter";

import { json, query } from "@/api/client";
import { sentence } from "@/api/sentence";
import type { Chip, Found, Hit, Why } from "@/api/types";
import { useQueryString } from "@/base/route";
import { CHIP, MAIN, PAGE } from "@/base/ui/styles";
import { chosen, told, useWords } from "@/base/words";
import { SelectionBar } from "@/edit/selection-bar";
import { Grid } from "@/photos/grid";
import { goneVersion, isGone, useKnown } from "@/photos/known";
import { ratioOf, type Section } from "@/photos/layout";
import { usePicture } from "@/photos/picture";

import { addressOf, questionOf, useAnswer, type Order, type Question } from "./ask";
import { lookAlike, useAskedPicture } from "./by-image";
import { SearchField } from "./field";
import { Hints } from "./hints";
import { PictureInput } from "./picture-input";
import { isGuess, scores, understood, why } from "./why";

const MOST_TRIED = 5; // of the searches with one part less, when nothing fits
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
          {data.understood.chips.map((chip) => <Understood key={`${chip.kind} ${chip.label}`} chip={chip} order={question.order} />)}
          <p role="status" className="text-sm text-quiet tabular-nums" aria-busy={isFetching}>
            {hits?.length ? say("search.found", { n: hits.length }) : ""}
            {question.q && !data.offline && hits?.every(reasonsGuess) && hits.length > 0 && ` · ${say("search.guesses")}`}
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
      {hits && !error && (hits.length ? <Hits hits={hits} /> : <Nothing question={question} chips={data?.understood.chips ?? []} />)}
      <SelectionBar />
    </>
  );
}

function Hits({ hits }: { hits: readonly Hit[] }) {
  const say = useWords();
  const hidden = useKnown(goneVersion);
  const reasons = useMemo(() => new Map(hits.map((hit) => [hit.photo.id, reasonsOf(hit)])), [hits]);
  const sections = useMemo((): Section[] => {
    const tiles = hits.map(({ photo }) => ({ id: photo.id, ratio: ratioOf(photo.width, photo.height) })).filter(({ id }) => !isGone(id));
    return [{ key: "hits", count: tiles.length, tiles }];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `hidden` stands for isGone
  }, [hits, hidden]);
  const caption = (id: string) => {
    const those = reasons.get(id) ?? [];
    return those.length ? (
      <p title={scores(those)} className="line-clamp-2 px-1 pt-1 text-xs leading-snug text-quiet">
        {why(those)}
      </p>
    ) : null;
  };
  const explained = hits.some(({ why }) => why.length);
  return (
    <div className={PAGE}>
      <Grid label={say("search.results")} sections={sections} {...(explained && { caption: { height: 38, of: caption } })} />
    </div>
  );
}

const reasonsOf = ({ why }: Hit) => why as unknown as Why[];
const reasonsGuess = (hit: Hit) => isGuess(reasonsOf(hit));

/** Nothing fits: what would, with one of the understood parts left out. */
function Nothing({ question: { order }, chips }: { question: Question; chips: readonly Chip[] }) {
  const say = useWords();
  const fewer = [...new Set(chips.map(({ rest }) => rest.trim()))].filter(Boolean).slice(0, MOST_TRIED);
  const answers = useQueries({
    queries: fewer.map((q) => ({ queryKey: ["some", q, chosen()], queryFn: ({ signal }: { signal: AbortSignal }) => json<Found>(`/search?${query({ q, limit: 1 })}`, { signal }), retry: false })),
  });
  const helpful = fewer.filter((_, index) => answers[index]?.data?.hits.length);
  return (
    <div className="mx-auto max-w-md p-10 text-center text-quiet">
      <p>{say("search.none")}</p>
      {helpful.length > 0 && (
        <section aria-label={say("search.fewer")} className="mt-6">
          <p>{say("search.fewer")}</p>
          <p className="mt-2 flex flex-wrap justify-center gap-2 text-ink">
            {helpful.map((q) => (
              <Link key={q} href={addressOf({ q, order })} className={CHIP}>
                {q}
              </Link>
            ))}
          </p>
        </section>
      )}
    </div>
  );
}

function Understood({ chip, order }: { chip: Chip; order: Order }) {
  const say = useWords();
  return (
    <Link href={addressOf({ q: chip.rest, order })} aria-label={chip.kind === "spelling" ? say("search.literally", { what: chip.words }) : say("search.without", { what: understood(chip) })} className={`${CHIP} text-sm`}>
      {understood(chip)}
      <X size={14} aria-hidden="true" className="text-quiet" />
    </Link>
  );
}

function OrderChoice({ question }: { question: Question }) {
  const say = useWords();
  const [, go] = useLocation();
  return (
    <label className="ms-auto text-sm text-quiet">
      <span className="sr-only">{say("search.order")}</span>
      <select
        value={question.order}
        onChange={(event) => go(addressOf({ ...question, order: event.target.value as Order }), { replace: true })}
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
  const [, go] = useLocation();
  const { src } = usePicture(like, "thumbnail", like !== "picture");
  if (like === "picture" && !url)
    return (
      <div className="mx-auto grid max-w-md justify-items-center gap-5 p-10 text-center">
        <p className="text-quiet">{say("search.gone")}</p>
        <label className={`${MAIN} relative cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-sun`}>
          <ImageIcon size={20} aria-hidden="true" />
          {say("search.choose")}
          <PictureInput chosen={(file) => lookAlike(file, go)} />
        </label>
      </div>
    );
  const picture = like === "picture" ? url : src;
  return (
    <div className={`flex items-center gap-3 pb-3 ${PAGE}`}>
      {picture ? <img src={picture} alt="" className="size-16 rounded-lg object-cover" /> : <ImageIcon size={28} aria-hidden="true" className="text-quiet" />}
      <h2 className="text-base">{say("search.like")}</h2>
    </div>
  );
}

/** Who is on the photos: those with a name first, then those who wait for one, each most photos first. */
import { useQuery } from "@tanstack/react-query";
import { MessageCircleQuestion, ScanFace } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { People as Page, Person } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { CHIP, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { ofNamed, tell } from "@/faces/acts";
import { Face } from "@/faces/face";
import { Naming } from "@/faces/naming";
import { useUnnamed } from "@/faces/person";
import { PEOPLE } from "@/photos/people";

import { useQuestions } from "./questions";

const LARGE = 3; // photos; groups of fewer are shown when they are asked for, or where there are no larger ones

/** They come most photos first, so that what is held back is the end of the list. */
export function sifted(groups: readonly Person[], every: boolean): readonly Person[] {
  const large = groups.filter(({ photos }) => photos >= LARGE);
  return every || !large.length ? groups : large;
}

export default function People() {
  const say = useWords();
  const named = useQuery(ofNamed());
  const unnamed = useUnnamed();
  const asked = useQuestions().pages?.some(({ suggestions }) => suggestions.length);
  const [every, setEvery] = useState(false);
  const groups = unnamed.pages?.flatMap(({ people }) => people) ?? [];
  const shown = sifted(groups, every);
  const held = shown.length < groups.length;
  const error = named.error ?? unnamed.error;
  return (
    <>
      <Heading title={say("door.people")} back="/collections">
        <div className="ms-auto flex flex-wrap justify-end gap-2">
          {asked && (
            <Link href="/collections/people/questions" className={`${CHIP} text-sm`}>
              <MessageCircleQuestion size={16} aria-hidden="true" />
              {say("ask.title")}
            </Link>
          )}
          <Link href="/collections/people/search" className={`${CHIP} text-sm`}>
            <ScanFace size={16} aria-hidden="true" />
            {say("selfie.title")}
          </Link>
        </div>
      </Heading>
      {error && <Trouble error={error} />}
      {named.data?.length === 0 && unnamed.pages && !groups.length && <p className={`max-w-xl text-quiet ${PAGE}`}>{say("people.empty")}</p>}
      {Boolean(named.data?.length) && <Faces label={say("people.known")} people={named.data ?? []} />}
      {groups.length > 0 && (
        <section className="pt-8">
          <h2 className={`pb-3 text-base ${PAGE}`}>{say("people.who")}</h2>
          <Faces label={say("people.who")} people={shown} />
        </section>
      )}
      {held && (
        <p className={`mt-8 text-center ${PAGE}`}>
          <button className={QUIET} onClick={() => setEvery(true)}>
            {say("people.few")}
          </button>
        </p>
      )}
      <div ref={unnamed.bottom} hidden={held} />
      <Hidden />
    </>
  );
}

function Faces({ label, people }: { label: string; people: readonly Person[] }) {
  return (
    <ul aria-label={label} className={`grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-x-3 gap-y-6 desk:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] ${PAGE}`}>
      {people.map((person) => (
        <One key={person.id} person={person} />
      ))}
    </ul>
  );
}

function One({ person }: { person: Person }) {
  const say = useWords();
  const [naming, setNaming] = useState(false);
  const { id, name, cover, photos } = person;
  const count = say("count", { n: photos });
  return (
    <li className="grid min-w-0 content-start justify-items-center text-center">
      <Link href={`/collections/people/${id}`} aria-label={`${name || say("people.nobody")}, ${count}`} className="group mb-1.5 rounded-full">
        <Face id={cover} className="size-26 desk:size-32" />
      </Link>
      {naming ? (
        <Naming person={person} focused close={() => setNaming(false)} />
      ) : name ? (
        <bdi className="max-w-full truncate">{name}</bdi>
      ) : (
        <button className="rounded-lg px-2 text-sun-text hover:underline" onClick={() => setNaming(true)}>
          {say("people.name")}
        </button>
      )}
      <span className="text-sm text-quiet tabular-nums">{count}</span>
    </li>
  );
}

/** Those who are shown nowhere, until they are asked for. */
function Hidden() {
  const say = useWords();
  const { pages, more } = usePages<Page>([PEOPLE, "hidden"], (after) => `/people?${query({ hidden: true, limit: 100, after })}`);
  const people = pages?.flatMap(({ people }) => people);
  if (!people?.length) return null;
  return (
    <details className={`pt-12 ${PAGE}`}>
      <summary className="w-fit rounded-lg py-1 text-sm text-quiet hover:text-ink">{say("people.hidden")}</summary>
      <ul className="mt-3 grid gap-3">
        {people.map(({ id, name, cover, photos }) => (
          <li key={id} className="flex min-w-0 items-center gap-3">
            <Face id={cover} className="size-14" />
            <p className="min-w-0">
              <bdi className="block truncate">{name || say("people.nobody")}</bdi>
              <span className="text-sm text-quiet tabular-nums">{say("count", { n: photos })}</span>
            </p>
            <button className={`${QUIET} py-1 text-sm`} onClick={() => void tell(id, { hidden: false })}>
              {say("people.unhide")}
            </button>
          </li>
        ))}
      </ul>
      {more && (
        <p className="mt-4">
          <button className={`${QUIET} py-1 text-sm`} onClick={more}>
            {say("more")}
          </button>
        </p>
      )}
    </details>
  );
}

/** Is this Anna? One quick card after the other: yes, no, or not sure, by thumb or by key. */
import { useEffect, useState } from "react";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Likely } from "@/api/types";
import { writes } from "@/base/keys";
import { Heading } from "@/base/ui/heading";
import { CHIP, MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { deny, merge } from "@/faces/acts";
import { Pair } from "@/faces/same-person";
import { PEOPLE } from "@/photos/people";

import { Several } from "./several";

interface Page {
  suggestions: Likely[];
  next: string | null;
}

export const useQuestions = () => usePages<Page>([PEOPLE, "suggestions"], (after) => `/people/suggestions?${query({ limit: 50, after })}`);

export default function Questions() {
  const say = useWords();
  const { pages, error, more } = useQuestions();
  // Answered or passed over: what was not sure is asked again another time.
  const [past, setPast] = useState<ReadonlySet<string>>(new Set());
  const unanswered = pages?.flatMap(({ suggestions }) => suggestions).filter(({ group }) => !past.has(group.id)) ?? [];
  const [asked] = unanswered;
  const [at, setAt] = useState<string | null>(null); // about whom several are answered together
  const spent = pages && !asked;
  useEffect(() => {
    if (spent) more?.();
  }, [spent, more]);
  const pass = (...ids: string[]) => setPast((before) => new Set([...before, ...ids]));
  const alike = unanswered.filter(({ person }) => person.id === asked?.person.id).map(({ group }) => group);
  if (asked && at === asked.person.id)
    return (
      <Several
        person={asked.person}
        groups={alike}
        answered={(ids) => {
          pass(...ids);
          if (ids.length === alike.length) setAt(null);
        }}
        close={() => setAt(null)}
      />
    );
  return (
    <>
      <Heading title={say("ask.title")} back="/collections/people" />
      {error && <Trouble error={error} />}
      {spent && !more && <p className={`max-w-xl text-quiet ${PAGE}`}>{say("ask.none")}</p>}
      {asked && <Card asked={asked} pass={() => pass(asked.group.id)} />}
      {asked && alike.length > 1 && (
        <p className={`mt-6 text-center ${PAGE}`}>
          <button className={CHIP} onClick={() => setAt(asked.person.id)}>
            {say("ask.several", { n: alike.length, name: asked.person.name })}
          </button>
        </p>
      )}
    </>
  );
}

/** It stays while the question changes, so that the focus does, and the new one is read out. */
function Card({ asked: { group, person }, pass }: { asked: Likely; pass: () => void }) {
  const say = useWords();
  const answers = [
    { word: "ask.yes", act: () => void merge(person.id, [group.id]), main: true },
    { word: "ask.no", act: () => void deny(group.id, person.id), main: false },
    { word: "ask.unsure", act: () => undefined, main: false },
  ] as const;
  const give = (index: number) => {
    answers[index]?.act();
    pass();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const index = ["1", "2", "3"].indexOf(event.key);
      if (index < 0 || event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || document.querySelector("dialog[open]")) return;
      give(index);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  return (
    <section aria-label={say("ask.is", { name: person.name })} className={`mx-auto max-w-md pt-[6dvh] ${PAGE}`}>
      <h2 aria-live="polite" className="text-center text-lg">
        {say("ask.is", { name: person.name })}
      </h2>
      <Pair one={group} other={person} />
      <div className="grid gap-2">
        {answers.map(({ word, main }, index) => (
          <button key={word} className={main ? MAIN : `${QUIET} py-2.5`} onClick={() => give(index)}>
            {say(word)}
            <kbd aria-hidden="true" className="font-sans text-xs font-normal opacity-60 [@media(hover:none)]:hidden">
              {index + 1}
            </kbd>
          </button>
        ))}
      </div>
    </section>
  );
}

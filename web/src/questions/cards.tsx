/** A few short questions, one at a time, whose answers put many photos right: by thumb or by key. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import type { Question } from "@/api/types";
import { writes } from "@/base/keys";
import { useOpened } from "@/base/route";
import { CHIP, MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useQuestionWords } from "@/base/words/questions";
import { Face } from "@/faces/face";
import { Picture } from "@/photos/picture-box";

import { answer, no, ofQuestions, skip } from "./acts";
import { WordsField } from "./words-field";

const KEYS = 9; // choices that have a key
const SAYS_NO: readonly Question["kind"][] = ["same", "clock", "occasion"]; // of others it means: never ask

export function Cards() {
  const tell = useQuestionWords();
  const { data } = useQuery(ofQuestions);
  const [past, setPast] = useState<ReadonlySet<string>>(new Set()); // what is on its way to the gateway
  const asked = data?.find(({ id }) => !past.has(id));
  if (!asked) return null;
  /** The next one is shown at once; this one again where it was refused. */
  const pass = async (given: Promise<void>) => {
    setPast((before) => new Set([...before, asked.id]));
    await given;
    setPast((before) => new Set([...before].filter((id) => id !== asked.id)));
  };
  return (
    <section aria-label={tell("title")} className={PAGE}>
      <h2 className="mb-3 text-base font-semibold">{tell("title")}</h2>
      <Card
        asked={asked}
        choose={(choice) => void pass(answer(asked, { choice }, tell))}
        write={(words) => void pass(answer(asked, { words }, tell))}
        deny={() => void pass(no(asked, tell))}
        leave={() => void pass(skip(asked, tell))}
      />
    </section>
  );
}

interface Props {
  asked: Question;
  choose: (choice: string) => void;
  write: (words: string) => void;
  deny: () => void;
  leave: () => void;
}

/** It stays while the question changes, so that the focus does, and the new one is read out. */
function Card({ asked: { id, kind, text, photos, faces, choices, touches, free, no }, choose, write, deny, leave }: Props) {
  const tell = useQuestionWords();
  const [, open] = useOpened();
  const saysNo = SAYS_NO.includes(kind);
  const chosen = choices.map((choice) => ({ label: choice.label, give: () => choose(choice.id), main: true }));
  const answers = saysNo ? [...chosen, { label: no, give: deny, main: false }] : chosen;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const given = /^[1-9]$/.test(event.key) ? answers[Number(event.key) - 1] : undefined;
      if (!given || event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || document.querySelector("dialog[open]")) return;
      given.give();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  return (
    <div className="grid max-w-3xl gap-5 rounded-2xl border border-line p-4 desk:grid-cols-2 desk:p-5">
      <div className="grid content-start gap-3">
        {faces.length > 0 && (
          <div className="flex justify-center gap-4">
            {faces.map((face) => (
              <Face key={face} id={face} className="size-28 desk:size-36" />
            ))}
          </div>
        )}
        <ul className={`grid gap-1.5 ${photos.length === 1 ? "" : faces.length ? "grid-cols-4" : "grid-cols-2"}`}>
          {photos.slice(0, faces.length ? 4 : 6).map((photo) => (
            <li key={photo} className="aspect-[4/3] overflow-hidden rounded-lg bg-wash phone:nth-[n+5]:hidden">
              <button aria-label={tell("show")} className="group block size-full" onClick={() => open(photo, { among: photos })}>
                <Picture id={photo} rendition={faces.length ? "thumbnail" : "cover"} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div className="grid content-start gap-2">
        <h3 aria-live="polite" className="text-lg [overflow-wrap:anywhere]">
          {text}
        </h3>
        <p className="mb-1 text-sm text-quiet">{tell("touches", { n: touches })}</p>
        {answers.map(({ label, give, main }, index) => (
          <button key={label} className={`${main && kind !== "who" ? MAIN : `${QUIET} py-2.5`} min-h-11 [overflow-wrap:anywhere]`} onClick={give}>
            {label}
            {index < KEYS && (
              <kbd aria-hidden="true" className="font-sans text-xs font-normal opacity-60 [@media(hover:none)]:hidden">
                {index + 1}
              </kbd>
            )}
          </button>
        ))}
        {free && <WordsField key={id} kind={kind} give={write} />}
        <div className="mt-1 flex flex-wrap justify-center gap-2">
          <button className={`${CHIP} min-h-11 px-4`} onClick={leave}>
            {tell("skip")}
          </button>
          {!saysNo && (
            <button className={`${CHIP} min-h-11 px-4`} onClick={deny}>
              {no}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/** An answer in words: names that are known, and towns of the whole world, are proposed while one writes. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { json, query } from "@/api/client";
import * as facts from "@/api/photo-facts";
import type { Question, Town } from "@/api/types";
import { useCombobox } from "@/base/ui/combobox";
import { FIELD, PROPOSAL, PROPOSALS, QUIET } from "@/base/ui/styles";
import { useQuestionWords } from "@/base/words/questions";
import { ofNamed } from "@/faces/acts";
import { proposed } from "@/faces/name-field";

const MOST = 6; // proposals
const LONGEST = 200; // letters

type Free = "who" | "where" | "when" | "occasion";
const isFree = (kind: Question["kind"]): kind is Free => ["who", "where", "when", "occasion"].includes(kind);

export function WordsField({ kind, give }: { kind: Question["kind"]; give: (words: string) => void }) {
  const tell = useQuestionWords();
  const [text, type] = useState("");
  const shown = useState(false);
  const asked = text.trim();
  const names = useProposals(kind, asked, shown[0]);
  const send = (words: string) => {
    box.hide();
    if (words.trim()) give(words.trim());
  };
  const box = useCombobox(shown, names, send);
  if (!isFree(kind)) return null;
  const label = tell(`words.${kind}`);
  return (
    <form
      className="relative mt-1 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send(box.active ?? text);
      }}
    >
      <input
        {...box.field}
        aria-label={label}
        placeholder={label}
        dir="auto"
        maxLength={LONGEST}
        enterKeyHint="done"
        className={FIELD}
        value={text}
        onChange={(event) => {
          type(event.target.value);
          box.typed();
        }}
      />
      <button type="submit" className={`${QUIET} shrink-0`} disabled={!asked}>
        {tell("answer")}
      </button>
      <ul {...box.list} aria-label={tell("proposed")} className={PROPOSALS}>
        {names.map((name, index) => (
          <li key={name} {...box.option(name, index)} className={PROPOSAL}>
            <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
          </li>
        ))}
      </ul>
    </form>
  );
}

function useProposals(kind: Question["kind"], asked: string, shown: boolean): string[] {
  const people = useQuery({ ...ofNamed(), enabled: shown && kind === "who" && asked.length > 0 });
  const towns = useQuery({
    queryKey: ["places", asked],
    queryFn: ({ signal }) => json<{ places: Town[] }>(`/places?${query({ q: asked, limit: MOST })}`, { signal }),
    enabled: shown && kind === "where" && asked.length > 1,
    retry: false,
    placeholderData: (before) => before,
  });
  if (!asked) return [];
  if (kind === "who") return proposed(people.data ?? [], asked).map(({ name }) => name);
  if (kind === "where" && asked.length > 1) return [...new Set((towns.data?.places ?? []).map(facts.place))];
  return [];
}

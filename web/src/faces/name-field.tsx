/** A name is given: those who have one are proposed with their faces while one writes. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import type { Person } from "@/api/types";
import { useCombobox } from "@/base/ui/combobox";
import { FIELD, PROPOSAL, PROPOSALS } from "@/base/ui/styles";
import { useWords } from "@/base/words";

import { nameKey, ofNamed } from "./acts";
import { Face } from "./face";

const FEW = 5;
const LONGEST = 200; // letters

/** Those of whose name a word begins so, or all of it: "mi" finds Will Smith's sister Mia, and "will s" him. */
export function proposed(people: readonly Person[], text: string): Person[] {
  const typed = nameKey(text);
  if (!typed) return [];
  return people.filter(({ name }) => {
    const key = nameKey(name);
    return key.startsWith(typed) || key.includes(` ${typed}`);
  });
}

interface Props {
  value?: string;
  /** Who is named: never proposed. */
  except?: string;
  /** It replaces what the reader has just pressed. */
  focused?: boolean;
  /** It stands at the foot of the page: proposals lie above it. */
  up?: boolean;
  save: (name: string) => void;
  choose: (person: Person) => void;
  close: () => void;
}

export function NameField({ value = "", except, focused = false, up = false, save, choose, close }: Props) {
  const say = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const shown = useState(false);
  const { data = [] } = useQuery({ ...ofNamed(), enabled: shown[0] });
  const name = text.trim();
  const options = name === value ? [] : proposed(data, name).filter(({ id }) => id !== except).slice(0, FEW);
  const take = (person: Person) => {
    box.hide();
    choose(person);
  };
  const box = useCombobox(shown, options, take);
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  const end = () => {
    if (name === value) close();
    else save(name);
  };
  return (
    <div className="relative w-full text-start">
      <input
        {...box.field}
        aria-label={say("people.field")}
        placeholder={say("people.name")}
        dir="auto"
        spellCheck={false}
        autoCapitalize="words"
        enterKeyHint="done"
        maxLength={LONGEST}
        ref={field}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          box.typed();
        }}
        onBlur={() => {
          box.field.onBlur();
          if (!name) close();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") {
            event.preventDefault();
            if (box.active) take(box.active);
            else end();
          } else if (event.key === "Escape" && !options.length) {
            event.preventDefault();
            close();
          } else box.field.onKeyDown(event);
        }}
        className={`${FIELD} px-3 py-2`}
      />
      <ul {...box.list} aria-label={say("people.known")} className={`${PROPOSALS} min-w-52 ${up ? "top-auto bottom-full mb-1.5" : ""}`}>
        {options.map((person, index) => (
          <li key={person.id} {...box.option(person, index)} className={`${PROPOSAL} px-3`}>
            <Face id={person.cover} className="size-10" />
            <bdi className="min-w-0 flex-1 truncate">{person.name}</bdi>
            <span className="text-sm text-quiet tabular-nums">{person.photos}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

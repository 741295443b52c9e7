/** One box for everything: words, dates, places, colours, moods. It proposes while one writes. */
import { useQuery } from "@tanstack/react-query";
import { Camera, Clock, History, Luggage, MapPin, Palette, Search, Sparkles, Tag, UserRound, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";

import { json, query } from "@/api/client";
import type { Suggestion } from "@/api/types";
import { useCombobox } from "@/base/ui/combobox";
import { PROPOSAL, PROPOSALS } from "@/base/ui/styles";
import { useWords } from "@/base/words";

import { addressOf } from "./ask";
import { lookAlike } from "./by-image";
import { PictureInput } from "./picture-input";
import { recent, remember } from "./recent";

const ICONS: Record<string, typeof Tag> = { place: MapPin, camera: Camera, colour: Palette, date: Clock, mood: Sparkles, recent: History, tag: Tag, person: UserRound, occasion: Luggage };

interface Props {
  value?: string;
  /** Where nothing else is to do, and no keyboard would cover the page. */
  focused?: boolean;
}

export function SearchField({ value = "", focused = false }: Props) {
  const say = useWords();
  const [, go] = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const shown = useState(false);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (focused && matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [focused]);

  const { data } = useQuery({
    queryKey: ["suggest", text],
    queryFn: ({ signal }) => json<{ suggestions: Suggestion[] }>(`/search/suggest?${query({ q: text, limit: 8 })}`, { signal }),
    enabled: shown[0] && text.trim().length > 0,
    retry: false,
    placeholderData: (before) => before,
  });
  const options: Suggestion[] = text.trim() ? (data?.suggestions ?? []) : recent().map((text) => ({ text, kind: "recent", count: null }));

  const ask = (q: string) => {
    setText(q);
    box.hide();
    remember(q);
    go(addressOf({ q }));
  };
  const box = useCombobox(shown, options, ({ text }) => ask(text));
  const askWith = (picture: File) => {
    setText("");
    box.hide();
    field.current?.blur();
    lookAlike(picture, go);
  };

  return (
    <form
      role="search"
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        ask(box.active?.text ?? text);
        field.current?.blur();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file) askWith(file);
      }}
    >
      <Search size={19} aria-hidden="true" className="pointer-events-none absolute inset-y-0 start-4 my-auto text-quiet" />
      <input
        ref={field}
        type="search"
        {...box.field}
        aria-label={say("search.label")}
        enterKeyHint="search"
        placeholder={say("search.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          box.typed();
        }}
        className="w-full rounded-2xl bg-wash py-2.5 ps-11 pe-21 placeholder:text-quiet focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      {text && (
        <button
          type="button"
          aria-label={say("search.clear")}
          title={say("search.clear")}
          onClick={() => {
            setText("");
            field.current?.focus();
          }}
          className="absolute inset-y-0 end-10.5 my-auto grid size-9 place-items-center rounded-full text-quiet hover:bg-line hover:text-ink"
        >
          <X size={19} aria-hidden="true" />
        </button>
      )}
      <label className="absolute inset-y-0 end-1.5 my-auto grid size-9 cursor-pointer place-items-center rounded-full text-quiet focus-within:outline-2 focus-within:outline-sun hover:bg-line hover:text-ink" title={say("search.byImage")}>
        <Camera size={19} aria-hidden="true" />
        <span className="sr-only">{say("search.byImage")}</span>
        <PictureInput chosen={askWith} />
      </label>
      <ul {...box.list} aria-label={say("search.suggestions")} className={PROPOSALS}>
        {options.map((option, index) => {
          const Icon = ICONS[option.kind] ?? Search;
          return (
            <li key={option.text} {...box.option(option, index)} className={PROPOSAL}>
              <Icon size={17} aria-hidden="true" className="shrink-0 text-quiet" />
              <span className="min-w-0 flex-1 truncate">{option.text}</span>
              {option.count !== null && <span className="text-sm text-quiet tabular-nums">{option.count}</span>}
            </li>
          );
        })}
      </ul>
    </form>
  );
}

/** One box for everything: words, dates, places, colours, moods. It proposes while one writes. */
import { useQuery } from "@tanstack/react-query";
import { Camera, Clock, History, MapPin, Palette, Search, Sparkles, Tag, X } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useLocation } from "wouter";

import { json, query } from "@/api/client";
import type { Suggestion } from "@/api/types";
import { useWords } from "@/words";

import { addressOf } from "./ask";
import { lookAlike } from "./by-image";
import { PictureInput } from "./picture-input";
import { recent, remember } from "./recent";

const ICONS: Record<string, typeof Tag> = { place: MapPin, camera: Camera, colour: Palette, date: Clock, mood: Sparkles, recent: History, tag: Tag };

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
  const [shown, setShown] = useState(false);
  const [at, setAt] = useState(-1);
  const list = useId();
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (focused && matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [focused]);

  const { data } = useQuery({
    queryKey: ["suggest", text],
    queryFn: ({ signal }) => json<{ suggestions: Suggestion[] }>(`/search/suggest?${query({ q: text, limit: 8 })}`, { signal }),
    enabled: shown && text.trim().length > 0,
    retry: false,
    placeholderData: (before) => before,
  });
  const options: Suggestion[] = text.trim() ? (data?.suggestions ?? []) : recent().map((text) => ({ text, kind: "recent", count: null }));
  const open = shown && options.length > 0;

  const ask = (q: string) => {
    setText(q);
    setShown(false);
    setAt(-1);
    remember(q);
    go(addressOf({ q }));
  };
  const askWith = (picture: File) => {
    setText("");
    setShown(false);
    field.current?.blur();
    lookAlike(picture, go);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      setShown(true);
      // -1 is the field itself, between the last proposal and the first.
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((before) => ((before + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setShown(false);
    }
  };
  const chosen = open ? options[at] : undefined;

  return (
    <form
      role="search"
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        ask(chosen?.text ?? text);
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
        role="combobox"
        aria-label={say("search.label")}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${list}-${at}` : undefined}
        autoComplete="off"
        enterKeyHint="search"
        placeholder={say("search.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setShown(true);
          setAt(-1);
        }}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onKeyDown={onKeyDown}
        className="w-full rounded-2xl bg-wash py-2.5 ps-11 pe-21 placeholder:text-quiet focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      {text && (
        <button
          type="button"
          aria-label={say("search.clear")}
          title={say("search.clear")}
          onClick={() => {
            setText("");
            setAt(-1);
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
      <ul id={list} role="listbox" aria-label={say("search.suggestions")} hidden={!open} className="absolute inset-x-0 top-full z-50 mt-1.5 overflow-hidden rounded-2xl bg-raised py-1.5 shadow-[0_8px_32px_rgb(0_0_0/0.18)]">
        {options.map((option, index) => {
          const Icon = ICONS[option.kind] ?? Search;
          return (
            // The list is worked by the field's keys; the mouse must not take the focus away from it.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={option.text}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => ask(option.text)}
              className="flex cursor-pointer items-center gap-3 px-4 py-2 hover:bg-wash aria-selected:bg-wash"
            >
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

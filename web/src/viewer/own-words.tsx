/** What the owner says of a photo: title, description, stars. A field is text until its owner presses it. */
import { Star } from "lucide-react";
import { useState } from "react";

import { called, unreadable } from "@/api/photo";
import type { Photo } from "@/api/types";
import { useWords } from "@/base/words";
import * as format from "@/base/words/format";
import { change, describe } from "@/photos/actions";

export function Title({ photo }: { photo: Photo }) {
  const say = useWords();
  const shown = (
    <h2 className="text-lg leading-snug">
      <bdi lang={photo.title || unreadable(photo) ? undefined : (photo.caption?.language ?? undefined)}>{photo.status === "processing" && !photo.caption ? say("work.one") : called(photo)}</bdi>
    </h2>
  );
  if (!photo.own) return shown;
  return <Editable label={say("edit.title")} value={photo.title ?? ""} shown={shown} save={(title) => void describe(photo.id, { title: title || null })} />;
}

/** The owner's description; else the machine's caption with its quiet why. */
export function Sentence({ photo }: { photo: Photo }) {
  const say = useWords();
  const guess = !photo.title && !unreadable(photo) && photo.caption && photo.caption.source !== "owner";
  const written = photo.description && <p dir="auto" className="whitespace-pre-line">{photo.description}</p>;
  return (
    <div className="-mt-3 grid gap-2 empty:hidden">
      {guess && (
        <details className="text-sm text-quiet">
          <summary className="w-fit">{say("guess")}</summary>
          <Why photo={photo} />
        </details>
      )}
      {photo.own ? (
        <Editable
          label={say("edit.description")}
          value={photo.description ?? ""}
          long
          shown={written || <p className="text-sm text-quiet">{say("edit.describe")}</p>}
          save={(description) => void describe(photo.id, { description: description || null })}
        />
      ) : (
        written
      )}
    </div>
  );
}

/** How the caption was found: that an endpoint was asked for it, and what went there, is never left unsaid. */
function Why({ photo }: { photo: Photo }) {
  const say = useWords();
  const sent = photo.described?.sent;
  if (!sent || photo.caption?.source !== `endpoint: ${sent.model}`) return <p className="pt-1">{say("guess.caption")}</p>;
  return (
    <p className="pt-1">
      {say("guess.endpoint", { model: sent.model, host: sent.host })} {say("guess.sent", { size: format.size(sent.bytes), when: format.instant(sent.at) })}
      {sent.tokens !== null && sent.tokens !== undefined && ` ${say("guess.tokens", { n: sent.tokens })}`}
    </p>
  );
}

export function Rating({ photo }: { photo: Photo }) {
  const say = useWords();
  const rating = photo.rating ?? 0;
  return (
    <div role="radiogroup" aria-label={say("edit.rating")} className="-mt-3 -ms-1.5 flex">
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          role="radio"
          aria-checked={rating === stars}
          aria-label={say("edit.stars", { n: stars })}
          onClick={() => void change([photo.id], { kind: "rating", rating: rating === stars ? null : stars })}
          className="p-1.5 text-quiet hover:text-sun-text"
        >
          <Star size={17} aria-hidden="true" className={stars <= rating ? "fill-sun text-sun" : ""} />
        </button>
      ))}
    </div>
  );
}

interface EditableProps {
  label: string;
  value: string;
  shown: React.ReactNode;
  long?: boolean;
  save: (value: string) => void;
}

function Editable({ label, value, shown, long = false, save }: EditableProps) {
  const [text, setText] = useState<string | null>(null);
  if (text === null)
    return (
      <div className="group relative">
        {shown}
        <button aria-label={label} onClick={() => setText(value)} className="absolute -inset-x-2 -inset-y-1 cursor-text rounded-lg hover:bg-ink/5" />
      </div>
    );
  const done = () => {
    if (text.trim() !== value) save(text.trim());
    setText(null);
  };
  const Field = long ? "textarea" : "input";
  return (
    <Field
      aria-label={label}
      dir="auto"
      // The reader has just pressed the text that this field replaces.
      ref={(field: HTMLElement | null) => field?.focus()}
      value={text}
      rows={long ? 3 : undefined}
      maxLength={long ? 5000 : 300}
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") {
          event.preventDefault();
          setText(null);
        }
        if (event.key === "Enter" && !(long && event.shiftKey)) {
          event.preventDefault();
          done();
        }
      }}
      className="w-full rounded-lg bg-wash px-3 py-2"
    />
  );
}

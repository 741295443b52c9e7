/** What is on a photo: each word a way to others like it, taken away when it is wrong, added when it is missing. */
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";

import { query } from "@/api/client";
import type { Photo } from "@/api/types";
import { useWords } from "@/base/words";
import { percent } from "@/base/words/format";
import { change } from "@/photos/actions";

import { knownBy, tagsOf } from "./seen";

export function Tags({ photo }: { photo: Photo }) {
  const say = useWords();
  const tags = tagsOf(photo);
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState("");
  const add = () => {
    const name = text.trim().toLowerCase();
    if (name) void change([photo.id], { kind: "tags", add: [name], remove: [] }, "done.tagged");
    setText("");
    setAdding(false);
  };
  if (!photo.own && !tags.length) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-sm text-quiet">{say("panel.tags")}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {tags.map(({ name, label, confidence, source }) => (
          <li key={name} className="group flex items-center rounded-full bg-wash text-sm">
            <Link
              href={`/collections/photos?${query({ tag: name })}`}
              title={source === "owner" ? say("how.owner") : say("how.sure", { percent: percent(confidence), source: knownBy(photo, source) })}
              className={`rounded-full py-1 ps-3 hover:underline ${photo.own ? "pe-1" : "pe-3"}`}
            >
              <bdi lang={label || source === "owner" ? undefined : "en"}>{label ?? name}</bdi>
            </Link>
            {photo.own && (
              <button aria-label={say("tag.wrong", { name: label ?? name })} title={say("tag.wrong", { name: label ?? name })} onClick={() => void change([photo.id], { kind: "tags", add: [], remove: [name] }, "done.untagged")} className="grid size-6 place-items-center rounded-full text-quiet hover:text-loss">
                <X size={13} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
        {photo.own && (
          <li>
            {adding ? (
              <input
                aria-label={say("tag.add")}
                dir="auto"
                ref={(field) => field?.focus()}
                value={text}
                maxLength={60}
                onChange={(event) => setText(event.target.value)}
                onBlur={add}
                onKeyDown={(event) => {
                  event.stopPropagation();
                  if (event.key === "Enter") add();
                  if (event.key === "Escape") {
                    event.preventDefault();
                    setText("");
                    setAdding(false);
                  }
                }}
                className="w-28 rounded-full bg-wash px-3 py-1 text-sm"
              />
            ) : (
              <button onClick={() => setAdding(true)} aria-label={say("tag.add")} className="grid size-7 place-items-center rounded-full bg-wash hover:bg-line">
                <Plus size={15} aria-hidden="true" />
              </button>
            )}
          </li>
        )}
      </ul>
    </section>
  );
}

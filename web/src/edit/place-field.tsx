/** The name of a place, completed from what the gateway knows of the world; or degrees. */
import { useQuery } from "@tanstack/react-query";
import { MapPin } from "lucide-react";
import { useState } from "react";

import { json, query } from "@/api/client";
import * as facts from "@/api/photo-facts";
import type { Town } from "@/api/types";
import { useCombobox } from "@/base/ui/combobox";
import { FIELD, PROPOSAL, PROPOSALS } from "@/base/ui/styles";
import { useWords } from "@/base/words";

import { degreesOf } from "./change";

interface Props {
  text: string;
  type: (text: string) => void;
  choose: (town: Town) => void;
}

export function PlaceField({ text, type, choose }: Props) {
  const say = useWords();
  const shown = useState(false);
  const asked = text.trim();
  const { data } = useQuery({
    queryKey: ["places", asked],
    queryFn: ({ signal }) => json<{ places: Town[] }>(`/places?${query({ q: asked, limit: 6 })}`, { signal }),
    enabled: shown[0] && asked.length > 1 && !degreesOf(asked),
    retry: false,
    placeholderData: (before) => before,
  });
  const towns = asked.length > 1 && !degreesOf(asked) ? (data?.places ?? []) : [];
  const take = (town: Town) => {
    choose(town);
    box.hide();
  };
  const box = useCombobox(shown, towns, take);
  return (
    <div className="relative">
      <label className="text-sm text-quiet">
        {say("place.how")}
        <input
          {...box.field}
          dir="auto"
          spellCheck={false}
          enterKeyHint="done"
          className={`${FIELD} mt-1 text-base text-ink`}
          value={text}
          onChange={(event) => {
            type(event.target.value);
            box.typed();
          }}
          onKeyDown={(event) => {
            const town = box.active ?? towns[0];
            if (event.key === "Enter" && shown[0] && town) take(town);
            else box.field.onKeyDown(event);
          }}
        />
      </label>
      <ul {...box.list} aria-label={say("place.found")} className={PROPOSALS}>
        {towns.map((town, index) => (
          <li key={`${town.location.latitude},${town.location.longitude}`} {...box.option(town, index)} className={PROPOSAL}>
            <MapPin size={17} aria-hidden="true" className="shrink-0 text-quiet" />
            <bdi className="min-w-0 flex-1 truncate">{facts.place(town)}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where photos were taken: by degrees, or like others of the library. */
import { useMemo, useState } from "react";

import type { Look } from "@/api/types";
import { usePoints } from "@/map/points";
import { get } from "@/photos/known";
import { FIELD } from "@/ui/styles";
import { useWords } from "@/words";
import * as format from "@/words/format";

import { locationOf } from "./change";
import { Tried } from "./tried";

export function PlaceForm({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const say = useWords();
  const { data } = usePoints();
  const places = useMemo(() => new Map((data?.points ?? []).map(([, longitude, latitude, , names]) => [names.join(", "), [longitude, latitude] as const])), [data]);
  const [text, setText] = useState(() => {
    const at = ids.length === 1 ? get(ids[0] ?? "")?.location : null;
    return at ? `${at.latitude}, ${at.longitude}` : "";
  });
  const [none, setNone] = useState(false);
  const location = none ? null : locationOf(text, places);
  const look = (at: Look) => format.place(at) || (at.location ? `${at.location.latitude.toFixed(4)}, ${at.location.longitude.toFixed(4)}` : say("place.unknown"));
  return (
    <div className="mt-4 grid gap-4">
      <label className="text-sm text-quiet">
        {say("place.how")}
        <input list="places" autoComplete="off" dir="auto" disabled={none} className={`${FIELD} mt-1 text-base text-ink disabled:opacity-60`} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <datalist id="places">
        {[...places.keys()].filter(Boolean).map((place) => (
          <option key={place} value={place} />
        ))}
      </datalist>
      <label className="flex items-center gap-3">
        <input type="checkbox" className="accent-sun" checked={none} onChange={() => setNone(!none)} />
        {say("place.none")}
      </label>
      <Tried ids={ids} to={none || location ? { kind: "place", location } : null} done="done.placed" of={look} close={close} />
    </div>
  );
}

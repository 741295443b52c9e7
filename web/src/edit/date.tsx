/** When photos were taken. A wrong clock, a zone that was not set and a zone to be shown in are three different things. */
import { useState } from "react";

import * as facts from "@/api/photo-facts";
import type { Look } from "@/api/types";
import { FIELD } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { get } from "@/photos/known";

import { dateChange, type Typed, type Way } from "./change";
import { Tried } from "./tried";

const WAYS: readonly Way[] = ["date", "shift", "clock", "instant"];
const UNITS = ["days", "hours", "minutes"] as const;

export function DateForm({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const say = useWords();
  const [typed, setTyped] = useState<Typed>(() => {
    const photo = ids.length === 1 ? get(ids[0] ?? "") : undefined;
    const [day = "", time = ""] = photo?.taken_at?.split("T") ?? [];
    return { way: ids.length === 1 ? "date" : "shift", day, time: time.slice(0, 5), later: true, apart: { days: 0, hours: 0, minutes: 0 }, zone: photo?.zone ?? "" };
  });
  const type = (some: Partial<Typed>) => setTyped((before) => ({ ...before, ...some }));
  const look = (at: Look) => [facts.taken(at) ?? say("fact.noDate"), facts.zone(at)].filter(Boolean).join(" · ");
  return (
    <div className="mt-4 grid gap-4">
      <fieldset className="grid gap-2">
        <legend className="sr-only">{say("fact.when")}</legend>
        {WAYS.map((way) => (
          <label key={way} className="flex gap-3">
            <input type="radio" name="way" className="mt-1 accent-sun" checked={typed.way === way} onChange={() => type({ way })} />
            <span>
              {say(`date.${way}`)}
              <span className="block text-sm text-quiet">{say(`date.${way}.how`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {typed.way === "date" && (
        <div className="flex gap-2">
          <input type="date" aria-label={say("date.day")} className={FIELD} value={typed.day} max="9999-12-31" onChange={(event) => type({ day: event.target.value })} />
          <input type="time" aria-label={say("date.time")} className={FIELD} value={typed.time} onChange={(event) => type({ time: event.target.value })} />
        </div>
      )}
      {typed.way === "shift" && (
        <div className="grid grid-cols-3 gap-2">
          {UNITS.map((unit) => (
            <label key={unit} className="text-sm text-quiet">
              {say(`date.${unit}`)}
              <input
                type="number"
                min={0}
                step={1}
                inputMode="numeric"
                className={`${FIELD} text-ink`}
                value={typed.apart[unit]}
                onChange={(event) => type({ apart: { ...typed.apart, [unit]: Math.max(0, Math.trunc(Number(event.target.value)) || 0) } })}
              />
            </label>
          ))}
          <select aria-label={say("date.shift")} className={`${FIELD} col-span-3`} value={String(typed.later)} onChange={(event) => type({ later: event.target.value === "true" })}>
            <option value="true">{say("date.later")}</option>
            <option value="false">{say("date.earlier")}</option>
          </select>
        </div>
      )}
      {(typed.way === "clock" || typed.way === "instant") && (
        <>
          <input aria-label={say("date.zone")} list="zones" placeholder="Europe/Rome" autoComplete="off" className={FIELD} value={typed.zone} onChange={(event) => type({ zone: event.target.value })} />
          <datalist id="zones">
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
      <Tried ids={ids} to={dateChange(typed)} done="done.dated" of={look} close={close} />
    </div>
  );
}

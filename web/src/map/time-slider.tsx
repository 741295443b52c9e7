/** From when to when: two handles over how many photos each month has. */
import { useMemo, useState, type PointerEvent } from "react";

import { useWords } from "@/base/words";
import { month as named } from "@/base/words/format";

interface Props {
  months: readonly (readonly [string, number])[];
  change: (range: [string, string]) => void;
}

const THUMB =
  "pointer-events-none absolute inset-x-0 -bottom-3 h-6 w-full appearance-none bg-transparent focus-visible:outline-none [&::-webkit-slider-thumb]:pointer-events-auto [&::-webkit-slider-thumb]:size-6 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-sun [&::-webkit-slider-thumb]:shadow focus-visible:[&::-webkit-slider-thumb]:ring-3 focus-visible:[&::-webkit-slider-thumb]:ring-ink [&::-moz-range-thumb]:pointer-events-auto [&::-moz-range-thumb]:size-6 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-sun";

export function TimeSlider({ months, change }: Props) {
  const say = useWords();
  const last = months.length - 1;
  const [[from, to], setRange] = useState<[number, number]>([0, last]);
  const most = useMemo(() => Math.max(...months.map(([, count]) => count)), [months]);
  const label = (at: number) => named(months[Math.min(at, last)]?.[0] ?? "1970-01", "short");
  const set = (next: [number, number]) => {
    setRange(next);
    const [first, end] = [months[next[0]]?.[0], months[next[1]]?.[0]];
    if (first && end) change([first, end]);
  };
  /** A press on a month brings the nearer handle there: nothing has to be pulled. */
  const press = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, right, width } = currentTarget.getBoundingClientRect();
    const along = getComputedStyle(currentTarget).direction === "rtl" ? right - clientX : clientX - left;
    const at = Math.max(0, Math.min(last, Math.floor((along / width) * months.length)));
    set(Math.abs(at - from) < Math.abs(at - to) ? [at, to] : [from, at]);
  };
  const handle = { min: 0, max: last, step: 1, className: THUMB };
  return (
    <div className="px-6 pt-4 pb-3">
      <div className="relative h-10">
        <div aria-hidden="true" onPointerDown={press} className="flex h-full cursor-pointer items-end gap-px border-b-2 border-line px-2">
          {months.map(([month, count], at) => (
            <span key={month} style={{ height: count ? `${Math.max(8, (count / most) * 100)}%` : 0 }} className={`min-w-0 flex-1 rounded-t-xs ${at >= from && at <= to ? "bg-ink/45" : "bg-line"}`} />
          ))}
        </div>
        {/* Where both handles lie at the end, the one that can still move lies on top. */}
        <input type="range" {...handle} style={{ zIndex: from > last / 2 ? 1 : 0 }} aria-label={say("map.from")} aria-valuetext={label(from)} value={from} onChange={(event) => set([Math.min(Number(event.target.value), to), to])} />
        <input type="range" {...handle} aria-label={say("map.to")} aria-valuetext={label(to)} value={Math.min(to, last)} onChange={(event) => set([from, Math.max(Number(event.target.value), from)])} />
      </div>
      <p className="mt-4 text-center text-sm text-quiet tabular-nums">{`${label(from)} – ${label(to)}`}</p>
    </div>
  );
}

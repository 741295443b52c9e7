/** Each day in a sentence, with its best photos. */
import { Link } from "wouter";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { Day } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { PAGE } from "@/base/ui/styles";
import { chosen, useWords } from "@/base/words";
import { day as dayNamed } from "@/base/words/format";
import { Picture } from "@/photos/picture-box";

const MANY = 4; // photos side by side, which make each of them small

export default function Days() {
  const say = useWords();
  const { pages, error, bottom } = usePages<{ days: Day[]; next: string | null }>(["days", chosen() ?? ""], (after) => `/days?${query({ limit: 30, after })}`);
  const days = pages?.flatMap(({ days }) => days) ?? [];
  return (
    <>
      <Heading title={say("door.days")} back="/collections" />
      {error && <Trouble error={error} />}
      {pages && !days.length && <p className={`max-w-xl text-quiet ${PAGE}`}>{say("days.empty")}</p>}
      <ol className={`grid max-w-5xl gap-8 ${PAGE}`}>
        {days.map((day) => (
          <One key={day.day} day={day} />
        ))}
      </ol>
      <div ref={bottom} />
    </>
  );
}

function One({ day }: { day: Day }) {
  const { best, cover } = day;
  const shown = [...new Set([...(cover ? [cover] : []), ...best])].slice(0, 5);
  return (
    <li>
      <Link href={`/collections/photos?${query({ from: day.day, to: day.day })}`} className="group block">
        <h2 className="text-base">{dayNamed(day.day)}</h2>
        <p className="mt-0.5 text-quiet">{day.summary}</p>
        {shown.length > 0 && (
          <div className="mt-2 flex h-36 w-fit max-w-full min-w-36 gap-[3px] overflow-hidden rounded-lg desk:h-52">
            {shown.map((id, index) => (
              <div key={id} className={`min-w-0 overflow-hidden bg-wash ${index === 0 ? "max-w-md flex-2" : "max-w-xs flex-1"} ${index > 2 ? "phone:hidden" : ""}`}>
                <Picture id={id} rendition={shown.length < MANY ? "preview" : "thumbnail"} />
              </div>
            ))}
          </div>
        )}
      </Link>
    </li>
  );
}

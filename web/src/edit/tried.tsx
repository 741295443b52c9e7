/** What a change would do, before it is done: how many photos, and how some of them are and would be. */
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";

import { sentence } from "@/api/sentence";
import type { Change, Look } from "@/api/types";
import { MAIN } from "@/base/ui/styles";
import { useWords, type Key } from "@/base/words";
import { change, preview } from "@/photos/actions";
import { Picture } from "@/photos/picture-box";
import { clearSelection } from "@/photos/selection";

interface Props {
  ids: readonly string[];
  to: Change | null;
  done: Key;
  /** What is shown of a photo. */
  of: (look: Look) => string;
  close: () => void;
}

export function Tried({ ids, to, done, of, close }: Props) {
  const say = useWords();
  const { data, error, isFetching } = useQuery({
    queryKey: ["preview", ids, to],
    queryFn: () => (to ? preview(ids, to) : null),
    enabled: to !== null,
    gcTime: 0,
    retry: false,
  });
  return (
    <>
      <div className="min-h-12 text-sm text-quiet" aria-live="polite" aria-busy={isFetching}>
        {to && error && <p className="text-loss">{sentence(error)}</p>}
        {to && data && (
          <>
            <p>
              {say("tried.count", { n: data.count })} {data.same > 0 && say("tried.same", { n: data.same })}
            </p>
            <ul className="mt-2 grid gap-2">
              {data.sample.slice(0, 3).map(({ id, before, after }) => (
                <li key={id} className="flex items-center gap-3">
                  <div className="size-12 shrink-0 overflow-hidden rounded-lg bg-wash">
                    <Picture id={id} />
                  </div>
                  <p className="flex min-w-0 flex-wrap items-center gap-x-2 tabular-nums">
                    <bdi>{of(before)}</bdi>
                    <ArrowRight size={14} aria-label={say("tried.becomes")} className="rtl:-scale-x-100" />
                    <bdi className="text-ink">{of(after)}</bdi>
                  </p>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <button
        className={`${MAIN} w-full`}
        disabled={!to || !data?.count}
        onClick={() => {
          if (to) void change(ids, to, done);
          clearSelection();
          close();
        }}
      >
        {say("edit.apply")}
      </button>
    </>
  );
}

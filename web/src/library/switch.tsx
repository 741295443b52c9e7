/** Another model that takes over: how far it is, how long it takes, and staying with the old one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { json, send } from "@/api/client";
import { Trouble } from "@/api/trouble";
import type { Models } from "@/api/types";
import { QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";

const LOOK = 5_000; // ms, while one takes over

export function Switch() {
  const say = useWords();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["models"],
    queryFn: () => json<Models>("/models"),
    refetchInterval: ({ state }) => (state.data?.tasks.some(({ fills }) => fills) ? LOOK : false),
    retry: false,
  });
  const stay = useMutation({
    mutationFn: ({ task, name }: { task: string; name: string }) => send<Models>("PUT", `/models/${task}`, { name }),
    onSuccess: (models) => client.setQueryData(["models"], models),
  });
  const switching = data?.tasks.filter(({ fills }) => fills) ?? [];
  if (!data || !switching.length) return null;
  const { done, photos, seconds } = data.progress;
  return (
    <section className="grid gap-3">
      <h2 className="text-base">{say("switch.title")}</h2>
      <progress className="w-full accent-accent" value={done} max={Math.max(photos, 1)} aria-label={say("switch.title")} />
      <p role="status" className="tabular-nums">
        {say("switch.done", { n: done, of: photos })}
        {seconds !== null && ` · ${say("switch.left", { n: Math.max(1, Math.round(seconds / 60)) })}`}
      </p>
      <p className="text-quiet">{say("switch.how")}</p>
      {stay.error && <Trouble error={stay.error} />}
      {switching.map((each) => (
        <button key={each.task} className={`${QUIET} justify-self-start`} disabled={stay.isPending} onClick={() => stay.mutate(each)}>
          {say("switch.stay", { name: each.name })}
        </button>
      ))}
    </section>
  );
}

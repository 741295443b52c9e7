/** How the library is doing: what is still in work, what failed and why, and trying it again. */
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";

import { json, query } from "@/api/client";
import type { Photo, Photos } from "@/api/types";
import { useOpened } from "@/app/route";
import { Picture } from "@/collections/picture";
import { retry, sentence } from "@/photos/actions";
import { all, isGone, put, useKnown } from "@/photos/known";
import { Heading } from "@/ui/heading";
import { PAGE, QUIET } from "@/ui/styles";
import { named, told, useWords } from "@/words";
import { called } from "@/words/format";

import { useCounts } from "./page";
import { useStageNames } from "./stages";

const MOST = 50;

export default function Health() {
  const say = useWords();
  const client = useQueryClient();
  const { data: counts, error } = useCounts();
  const stages = useStageNames();
  const troubles = useQueries({
    queries: stages.map((stage) => ({
      queryKey: ["trouble", stage],
      queryFn: async () => {
        const { photos } = await json<Photos>(`/photos?${query({ trouble: `${stage}:failed`, archived: "any", limit: MOST })}`);
        // A gateway without this filter answers with all photos.
        return photos.filter((photo) => photo.stages[stage]?.state === "failed").map(put);
      },
      retry: false,
    })),
  });
  const working = useKnown(workByStage);
  const failed = stages.map((stage, index) => ({ stage, photos: (troubles[index]?.data ?? []).filter(({ id }) => !isGone(id)) })).filter(({ photos }) => photos.length);
  const inWork = counts?.photos.processing ?? 0;
  const asked = troubles.every(({ isPending }) => !isPending);
  const again = async (photos: readonly Photo[]) => {
    for (const { id } of photos) await retry(id);
    await client.invalidateQueries({ queryKey: ["trouble"] });
  };

  return (
    <>
      <Heading title={say("health.title")} back="/library" />
      <div className={`grid max-w-3xl gap-8 ${PAGE}`}>
        {error && (
          <p role="alert" className="text-quiet">
            {sentence(error)}
          </p>
        )}
        {counts && (
          <section>
            <p role="status" className="tabular-nums">
              {inWork ? say("work.many", { n: inWork }) : say("health.rest", { n: counts.photos.ready })}
            </p>
            {working && <WorkByStage text={working} />}
          </section>
        )}
        {asked && !failed.length && (
          <p className="flex items-center gap-2 text-quiet">
            <CircleCheck size={20} aria-hidden="true" />
            {say("health.fine")}
          </p>
        )}
        {failed.map(({ stage, photos }) => (
          <section key={stage}>
            <div className="mb-2 flex flex-wrap items-center gap-3">
              <h2 className="text-base">{say("health.stage", { stage: named(stage), n: photos.length })}</h2>
              <button className={`${QUIET} ms-auto py-1 text-sm`} onClick={() => void again(photos)}>
                {say("health.retryAll")}
              </button>
            </div>
            <ul className="grid gap-2">
              {photos.map((photo) => (
                <Failure key={photo.id} photo={photo} stage={stage} again={() => void again([photo])} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function Failure({ photo, stage, again }: { photo: Photo; stage: string; again: () => void }) {
  const say = useWords();
  const [, open] = useOpened();
  return (
    <li className="flex items-center gap-3">
      <button onClick={() => open(photo.id)} aria-label={called(photo)} className="group size-14 shrink-0 overflow-hidden rounded-lg bg-wash">
        {photo.stages.renditions?.state === "done" && <Picture photo={photo} />}
      </button>
      <div className="min-w-0 flex-1">
        <p className="truncate">{photo.file_name}</p>
        <p className="text-sm text-quiet">{told(photo.stages[stage]?.error ?? "", `error.${photo.stages[stage]?.error_kind ?? ""}`)}</p>
      </div>
      <button className={`${QUIET} py-1 text-sm`} onClick={again}>
        {say("retry")}
      </button>
    </li>
  );
}

/** "stage count" lines of what this app knows to be in work. A string, so that it is compared by value. */
function workByStage(): string {
  const counts = new Map<string, number>();
  for (const photo of all()) {
    if (photo.status !== "processing") continue;
    for (const [stage, { state }] of Object.entries(photo.stages)) if (state === "waiting") counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return [...counts].map(([stage, count]) => `${stage} ${count}`).join("\n");
}

function WorkByStage({ text }: { text: string }) {
  return (
    <dl className="mt-3 grid max-w-sm grid-cols-[1fr_auto] gap-x-6 gap-y-1 text-sm text-quiet tabular-nums">
      {text.split("\n").map((line) => {
        const [stage = "", count = ""] = line.split(" ");
        return (
          <div key={stage} className="contents">
            <dt>{named(stage)}</dt>
            <dd className="text-end">{count}</dd>
          </div>
        );
      })}
    </dl>
  );
}

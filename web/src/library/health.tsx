/** How the library is doing: what is still in work, what failed and why, and trying it again. */
import { useQueries } from "@tanstack/react-query";
import { CircleCheck, FileX } from "lucide-react";
import { Link } from "wouter";

import { json, query } from "@/api/client";
import { called, DAMAGED, pictured, stateOf } from "@/api/photo";
import { Trouble } from "@/api/trouble";
import type { Photo, Photos } from "@/api/types";
import { useOpened } from "@/base/route";
import { Heading } from "@/base/ui/heading";
import { PAGE, QUIET } from "@/base/ui/styles";
import { failure, named, useWords } from "@/base/words";
import { retry } from "@/photos/actions";
import { all, fetched, get, isGone, useKnown, usePhoto } from "@/photos/known";
import { Picture } from "@/photos/picture-box";

import { useCounts } from "./page";
import { useStageNames } from "./stages";
import { Switch } from "./switch";

const MOST = 50;

export default function Health() {
  const say = useWords();
  const counts = useCounts();
  const stages = useStageNames();
  const names = stages.data ?? [];
  const troubles = useQueries({
    queries: names.map((stage) => ({
      queryKey: ["trouble", stage],
      queryFn: async () => {
        const { photos } = await json<Photos>(`/photos?${query({ trouble: `${stage}:failed`, archived: "any", limit: MOST })}`);
        // What failed is told of each photo by itself.
        return Promise.all(photos.map(({ id }) => fetched(id)));
      },
      retry: false,
    })),
  });
  const working = useKnown(workByStage);
  const listed = names.map((stage, index) => ({ stage, photos: (troubles[index]?.data ?? []).filter(({ id }) => !isGone(id)) })).filter(({ photos }) => photos.length);
  const failing = useKnown(() => listed.reduce((sum, { stage, photos }) => sum + photos.filter(({ id }) => isFailed(id, stage)).length, 0));
  const asked = [counts, stages, ...troubles];
  const error = asked.find(({ error }) => error)?.error;
  const known = asked.every(({ isSuccess }) => isSuccess) && !error;
  const { processing = 0, ready = 0 } = counts.data?.photos ?? {};
  const damaged = counts.data?.damaged ?? 0;

  return (
    <>
      <Heading title={say("health.title")} back="/library" />
      {error && <Trouble error={error} />}
      <div className={`grid max-w-3xl gap-8 ${PAGE}`}>
        {known && (
          <section>
            <p role="status" className="tabular-nums">
              {processing ? say("work.many", { n: processing }) : say(failing ? "health.mostly" : "health.rest", { n: ready })}
            </p>
            {working && <WorkByStage text={working} />}
          </section>
        )}
        <Switch />
        {damaged > 0 && (
          <p className="flex items-start gap-2">
            <FileX size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-loss" />
            <Link href={`/collections/photos?${query({ trouble: DAMAGED, archived: "any" })}`} className="underline underline-offset-4">
              {say("damage.count", { n: damaged })}
            </Link>
          </p>
        )}
        {known && !listed.length && !damaged && (
          <p className="flex items-center gap-2 text-quiet">
            <CircleCheck size={20} aria-hidden="true" />
            {say("health.fine")}
          </p>
        )}
        {listed.map(({ stage, photos }) => (
          <Stage key={stage} stage={stage} photos={photos} />
        ))}
      </div>
    </>
  );
}

function isFailed(id: string, stage: string): boolean {
  const photo = get(id);
  return !!photo && stateOf(photo, stage) === "failed";
}

async function again(ids: readonly string[]): Promise<void> {
  for (const id of ids) await retry(id);
}

/** The photos on which a stage had failed when the page was opened. They stay, so that one sees how they fare now. */
function Stage({ stage, photos }: { stage: string; photos: readonly Photo[] }) {
  const say = useWords();
  const failing = useKnown(() => photos.filter(({ id }) => isFailed(id, stage)).length);
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 className="text-base">{failing ? say("health.stage", { stage: named(stage), n: failing }) : named(stage)}</h2>
        {photos.length > 1 && (
          <button className={`${QUIET} ms-auto py-1 text-sm`} disabled={!failing} onClick={() => void again(photos.map(({ id }) => id).filter((id) => isFailed(id, stage)))}>
            {say("health.retryAll")}
          </button>
        )}
      </div>
      <ul className="grid gap-3">
        {photos.map((photo) => (
          <Failure key={photo.id} before={photo} stage={stage} />
        ))}
      </ul>
    </section>
  );
}

function Failure({ before, stage }: { before: Photo; stage: string }) {
  const say = useWords();
  const [, open] = useOpened();
  const photo = usePhoto(before.id) ?? before;
  const mark = photo.stages?.[stage];
  const state = stateOf(photo, stage);
  const tried = mark?.at !== before.stages?.[stage]?.at;
  const fate = { waiting: say("health.again"), done: say("health.works"), skipped: say("health.still"), failed: tried ? say("health.still") : "" }[state];
  return (
    <li className="flex items-center gap-3">
      <button onClick={() => open(photo.id)} aria-label={called(photo)} className="group size-14 shrink-0 overflow-hidden rounded-lg bg-wash">
        {pictured(photo) && <Picture id={photo.id} />}
      </button>
      <div className="min-w-0 flex-1">
        <p className="truncate">{photo.file_name}</p>
        <p role="status" className="text-sm text-quiet">
          {[fate, state === "failed" && failure(mark ?? {})].filter(Boolean).join(" ")}
        </p>
      </div>
      {state !== "done" && (
        <button className={`${QUIET} py-1 text-sm`} disabled={state === "waiting"} onClick={() => void again([photo.id])}>
          {say("retry")}
        </button>
      )}
    </li>
  );
}

/** "stage count" lines of what this app knows to be in work. A string, so that it is compared by value. */
function workByStage(): string {
  const counts = new Map<string, number>();
  for (const photo of all()) {
    if (photo.status !== "processing") continue;
    for (const stage of photo.waiting) counts.set(stage, (counts.get(stage) ?? 0) + 1);
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

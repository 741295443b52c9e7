/** Files on their way, from this device to understood. */
import { X } from "lucide-react";
import { useEffect } from "react";

import { sentence } from "@/photos/actions";
import { get, useKnown } from "@/photos/known";
import { ICON, QUIET } from "@/ui/styles";
import { useWords, words, type Say } from "@/words";
import { percent } from "@/words/format";

import { again, clear, isMoving, isOver, isRefused, useJobs, type Job } from "./queue";

const LINGER = 5000; // milliseconds that good news stands there

export function Tray() {
  const say = useWords();
  const jobs = useJobs((state) => state.jobs);
  const looking = useKnown(() => jobs.filter(({ state, photo }) => state === "done" && photo && isLookedAt(photo)).length);
  const failed = jobs.filter(({ state }) => state === "failed");
  const over = jobs.every(isOver) && looking === 0;
  useEffect(() => {
    if (!jobs.length || !over || failed.length) return;
    const timer = setTimeout(clear, LINGER);
    return () => clearTimeout(timer);
  }, [jobs.length, over, failed.length]);
  if (!jobs.length) return null;

  const whole = jobs.reduce((sum, { file }) => sum + file.size, 1);
  const gone = jobs.reduce((sum, job) => sum + job.file.size * (isOver(job) ? 1 : job.sent), 0);
  const moving = jobs.filter(isMoving);
  const kept = jobs.filter(({ state }) => state === "kept").length;
  return (
    <section
      aria-label={say("upload.label")}
      className="rise fixed end-4 bottom-[calc(var(--bar)+1rem)] z-42 w-[min(22rem,calc(100vw-2rem))] rounded-2xl bg-raised px-4 py-3 shadow-[0_4px_28px_rgb(0_0_0/0.18)] tabular-nums"
    >
      <div className="flex min-h-8 items-center justify-between gap-2">
        <p role="status" className="font-semibold">
          {told(jobs, looking, say)}
        </p>
        {jobs.every(isOver) && (
          <button className={`${ICON} -me-2 size-8`} aria-label={say("close")} onClick={clear}>
            <X size={18} />
          </button>
        )}
      </div>
      {moving.length > 0 && <progress aria-label={say("upload.label")} className="mt-1 h-1 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-sun" max={whole} value={gone} />}
      {kept > 0 && <p className="mt-1 text-sm text-quiet">{say("upload.kept", { n: kept })}</p>}
      <ul className="max-h-[40vh] overflow-y-auto text-sm">
        {[...failed, ...moving].slice(0, 30).map((job) => (
          <li key={job.key} className="flex flex-wrap items-center gap-x-3 py-1">
            <span className="min-w-0 flex-1 truncate">{job.file.name}</span>
            {job.state === "failed" ? (
              <>
                {!isRefused(job) && (
                  <button className={`${QUIET} px-2.5 py-0.5`} onClick={() => again(job.key)}>
                    {say("retry")}
                  </button>
                )}
                <span className="basis-full text-loss">{reason(job)}</span>
              </>
            ) : (
              <span className="text-quiet">{job.state === "hashing" ? say("upload.reading") : job.sent < 1 ? percent(job.sent) : say("upload.keeping")}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

// What is not known yet has only just arrived.
const isLookedAt = (photo: string) => (get(photo)?.status ?? "processing") === "processing";

const reason = ({ reason }: Job) => (reason instanceof DOMException ? words("upload.unreadable") : sentence(reason));

function told(jobs: readonly Job[], looking: number, say: Say): string {
  const count = (state: Job["state"]) => jobs.filter((job) => job.state === state).length;
  if (jobs.some((job) => !isOver(job) && job.state !== "kept")) return say("upload.adding", { n: jobs.length });
  const parts = [
    count("done") && say(looking ? "upload.looking" : "upload.added", { n: looking || count("done") }),
    count("twin") && say("upload.twins", { n: count("twin") }),
    count("failed") && say("upload.failed", { n: count("failed") }),
    count("kept") && say("upload.waits"),
  ];
  return parts.filter(Boolean).join(" · ");
}

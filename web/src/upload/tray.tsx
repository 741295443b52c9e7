/** Files on their way, from this device to understood. */
import { X } from "lucide-react";
import { useEffect, type ReactNode } from "react";

import { useConnection } from "@/api/client";
import { sentence } from "@/api/sentence";
import { ICON, QUIET } from "@/base/ui/styles";
import { useWords, words, type Say } from "@/base/words";
import { percent } from "@/base/words/format";

import { chooseFiles } from "./drop";
import { failed, forget, isRefused, open, sum, useJobs, type Job } from "./jobs";
import { dropMissing, ofHowMany, reread, useMissing } from "./outbox";
import { add, again } from "./queue";

const LINGER = 5000; // milliseconds that good news stands there
const LISTED = 30;

export function Tray() {
  const say = useWords();
  const tally = useJobs();
  const missing = useMissing((state) => state.missing);
  const { counts, whole, gone, moving, looking } = tally;
  const waits = useConnection(({ online, locked }) => !online || locked) && counts.waiting > 0 && !moving.length;
  const over = open(counts) === 0 && looking === 0;
  const some = sum(counts);
  useEffect(() => {
    if (!some || !over || counts.failed) return;
    const timer = setTimeout(forget, LINGER);
    return () => clearTimeout(timer);
  }, [some, over, counts.failed]);
  if (!some) return missing.length > 0 && <Missing />;

  return (
    <Box>
      <div className="flex min-h-8 items-center justify-between gap-2">
        <p role="status" className="font-semibold">
          {waits ? say("upload.waits") : told(tally, say)}
        </p>
        {open(counts) === 0 && (
          <button className={`${ICON} -me-2 size-8`} aria-label={say("close")} onClick={forget}>
            <X size={18} />
          </button>
        )}
      </div>
      {moving.length > 0 && <progress aria-label={say("upload.label")} className="mt-1 h-1 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-sun" max={whole} value={gone} />}
      {waits && <p className="mt-1 text-sm text-quiet">{say("upload.kept", { n: counts.waiting })}</p>}
      <ul className="max-h-[40vh] overflow-y-auto text-sm">
        {[...failed(LISTED), ...moving].map((job) => (
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
    </Box>
  );
}

/** An earlier page was closed before it could send these, and only their names were kept. */
function Missing() {
  const say = useWords();
  const missing = useMissing((state) => state.missing);
  const choose = () => {
    if (!missing.some(({ handle }) => handle)) return chooseFiles();
    void reread().then((files) => (files.length ? add(files) : chooseFiles()));
  };
  return (
    <Box>
      <div className="flex min-h-8 items-center justify-between gap-2">
        <p role="status" className="font-semibold">
          {say("upload.missing", { n: missing.length, of: ofHowMany(missing) })}
        </p>
        <button className={`${ICON} -me-2 size-8`} aria-label={say("close")} onClick={() => void dropMissing()}>
          <X size={18} />
        </button>
      </div>
      <p className="mt-1 text-sm text-quiet">{say("upload.missingHow")}</p>
      <button className={`${QUIET} mt-2`} onClick={choose}>
        {say("upload.chooseAgain")}
      </button>
    </Box>
  );
}

function Box({ children }: { children: ReactNode }) {
  const say = useWords();
  return (
    <section
      aria-label={say("upload.label")}
      className="rise fixed end-4 bottom-[calc(var(--bar)+1rem)] z-42 w-[min(22rem,calc(100vw-2rem))] rounded-2xl bg-raised px-4 py-3 shadow-[0_4px_28px_rgb(0_0_0/0.18)] tabular-nums"
    >
      {children}
    </section>
  );
}

const reason = ({ reason }: Job) => (reason instanceof DOMException ? words("upload.unreadable") : sentence(reason));

function told({ counts, looking, broken }: ReturnType<typeof useJobs.getState>, say: Say): string {
  if (open(counts)) return say("upload.adding", { n: sum(counts) });
  const added = counts.done - broken;
  const parts = [
    looking ? say("upload.looking", { n: looking }) : added && say("upload.added", { n: added }),
    !looking && broken && say("upload.broken", { n: broken }),
    counts.twin && say("upload.twins", { n: counts.twin }),
    counts.unwanted && say("upload.unwanted", { n: counts.unwanted }),
    counts.failed && say("upload.failed", { n: counts.failed }),
  ];
  return parts.filter(Boolean).join(" · ");
}

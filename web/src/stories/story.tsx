/** A memory or a summary, a photo after the other over the whole screen: by itself, by touch, by keys. */
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Download, Pause, Play, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation, useParams } from "wouter";

import { Trouble } from "@/api/trouble";
import type { Story as Told } from "@/api/types";
import { useModal } from "@/base/ui/modal";
import { isStill } from "@/base/ui/motion";
import { say } from "@/base/ui/toasts";
import { useSummaryWords } from "@/base/words/summaries";
import { usePicture } from "@/photos/picture";

import { ofStory, save } from "./ask";

const SECONDS = 5;
const SWIPE = 40; // pixels
const ROUND = "grid size-11 shrink-0 place-items-center rounded-full text-white hover:bg-white/15";

export default function Story() {
  const { of = "" } = useParams();
  const [, go] = useLocation();
  const tell = useSummaryWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const { data, error } = useQuery(ofStory(of));
  const leave = useCallback(() => (history.length > 1 ? history.back() : go("/for-you")), [go]);
  useModal(dialog, leave);
  return (
    <dialog ref={dialog} aria-label={data?.title ?? tell("story")} className="m-0 h-dvh max-h-none w-screen max-w-none overflow-hidden bg-[#0b0c0e] text-white backdrop:bg-[#0b0c0e]">
      {error && <Trouble error={error} />}
      {data ? (
        <Playing key={data.of} story={data} leave={leave} />
      ) : (
        <button onClick={leave} aria-label={tell("story.close")} className={`${ROUND} absolute end-2 top-2`}>
          <X size={22} aria-hidden="true" />
        </button>
      )}
    </dialog>
  );
}

function Playing({ story, leave }: { story: Told; leave: () => void }) {
  const tell = useSummaryWords();
  const [at, setAt] = useState(0);
  const [paused, setPaused] = useState(isStill);
  const { photos, title, text } = story;
  const photo = photos[at];
  const step = useCallback((by: number) => setAt((now) => Math.min(photos.length - 1, Math.max(0, now + by))), [photos.length]);
  const last = at >= photos.length - 1;

  useEffect(() => {
    if (paused || last) return;
    const timer = setTimeout(() => step(1), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [paused, last, at, step]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") step(event.key === forward ? 1 : -1);
      else if (event.key === " " && !(event.target instanceof HTMLButtonElement)) setPaused((now) => !now);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [step]);

  const touch = useSwipe(step, leave);
  const keep = () => {
    say(tell("story.saving"));
    void save(story.of, title);
  };
  return (
    <div className="relative grid h-full touch-none grid-rows-[auto_minmax(0,1fr)_auto] select-none" {...touch}>
      <header className="z-10 grid gap-2 px-4 pt-[max(0.75rem,env(safe-area-inset-top))]">
        <ol aria-hidden="true" className="flex gap-1">
          {photos.map(({ id }, index) => (
            <li key={id} className="h-[3px] flex-1 overflow-hidden rounded-full bg-white/25">
              {index <= at && <span key={`${index === at} ${paused}`} className={`block h-full bg-white ${index === at && !paused && !last ? "story-runs" : ""}`} style={{ animationDuration: `${SECONDS}s` }} />}
            </li>
          ))}
        </ol>
        <div className="flex items-start gap-1">
          <div className="min-w-0 flex-1 py-1.5">
            <h1 className="text-base [overflow-wrap:anywhere]">{title}</h1>
            <p className="line-clamp-2 text-sm text-white/75">{text}</p>
          </div>
          <Act icon={paused ? Play : Pause} label={tell(paused ? "story.play" : "story.pause")} act={() => setPaused(!paused)} />
          <Act icon={Download} label={tell("story.save")} act={keep} />
          <Act icon={X} label={tell("story.close")} act={leave} />
        </div>
      </header>
      <div className="grid min-h-0 place-items-center py-2">{photo && <Shown key={photo.id} id={photo.id} said={saidOf(photo)} />}</div>
      <footer className="z-10 flex min-h-14 items-center justify-between gap-2 px-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
        <Act icon={ChevronLeft} label={tell("story.before")} act={() => step(-1)} off={at === 0} />
        <p aria-live={paused ? "polite" : "off"} className="min-w-0 text-center text-sm text-white/85 [overflow-wrap:anywhere]">
          {photo && saidOf(photo)}
          <span className="sr-only">{` (${tell("story.at", { n: at + 1, count: photos.length })})`}</span>
        </p>
        <Act icon={ChevronRight} label={tell("story.after")} act={() => step(1)} off={last} />
      </footer>
      {photos[at + 1] && <Ahead id={photos[at + 1]?.id ?? ""} />}
    </div>
  );
}

const saidOf = ({ day, place }: Told["photos"][number]) => [day, place].filter(Boolean).join(" · ");

function Act({ icon: Icon, label, act, off = false }: { icon: typeof X; label: string; act: () => void; off?: boolean }) {
  return (
    <button onClick={act} title={label} aria-label={label} disabled={off} className={`${ROUND} disabled:invisible`}>
      <Icon size={22} aria-hidden="true" className="rtl:[&.lucide-chevron-left]:-scale-x-100 rtl:[&.lucide-chevron-right]:-scale-x-100" />
    </button>
  );
}

function Shown({ id, said }: { id: string; said: string }) {
  const { src, failed } = usePicture(id, "preview");
  return src && <img src={src} alt={said} onError={failed} draggable={false} className="appear max-h-full max-w-full object-contain" style={{ maxHeight: "100%" }} />;
}

/** The next one is on its way while this one is looked at. */
function Ahead({ id }: { id: string }) {
  const { src } = usePicture(id, "preview");
  return src && <img src={src} alt="" className="hidden" />;
}

/** A tap on the left or right third, a swipe sideways, and one down to leave. */
function useSwipe(step: (by: number) => void, leave: () => void) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: React.PointerEvent) => {
      from.current = (event.target as HTMLElement).closest("button") ? null : { x: event.clientX, y: event.clientY };
    },
    onPointerUp: ({ clientX, clientY, currentTarget }: React.PointerEvent) => {
      if (!from.current) return;
      const [dx, dy] = [clientX - from.current.x, clientY - from.current.y];
      from.current = null;
      const way = document.documentElement.dir === "rtl" ? -1 : 1;
      if (dy > 2 * SWIPE && dy > Math.abs(dx)) leave();
      else if (Math.abs(dx) > SWIPE) step(dx < 0 ? way : -way);
      else if (Math.abs(dx) < SWIPE / 4 && Math.abs(dy) < SWIPE / 4) {
        const { left, width } = currentTarget.getBoundingClientRect();
        const share = (clientX - left) / width;
        if (share < 1 / 3) step(-way);
        else if (share > 2 / 3) step(way);
      }
    },
  };
}

/** One photo over the whole screen, between its neighbours: by swipe, by keys, by buttons on a desk. */
import { ArrowLeft, ChevronLeft, ChevronRight, Download } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";

import { Problem } from "@/api/client";
import { isDated } from "@/api/photo";
import { sentence } from "@/api/sentence";
import { useOpened } from "@/base/route";
import { useModal } from "@/base/ui/modal";
import { say as tell } from "@/base/ui/toasts";
import { useWords, type Key } from "@/base/words";
import * as format from "@/base/words/format";
import { fetched, usePhoto } from "@/photos/known";
import { neighbours, tileElement, useList } from "@/photos/list";
import { Stage } from "@/viewer/stage";
import type { Swipe } from "@/viewer/zoom";

import { check } from "./link";
import { save } from "./save";

export default function View({ id, download }: { id: string; download: boolean }) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const zoom = useRef<((by: number) => void) | null>(null);
  const photo = usePhoto(id);
  const page = useList((list) => list.ids);
  const [, open] = useOpened();
  const { before, after } = neighbours(page, id);
  const [left, right] = document.documentElement.dir === "rtl" ? [after, before] : [before, after];

  useEffect(() => {
    dialog.current?.focus(); // not its first button
    document.documentElement.style.overflow = "hidden";
    return () => void (document.documentElement.style.overflow = "");
  }, []);
  useEffect(() => {
    fetched(id).catch(async (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 0) return tell(sentence(error));
      open(null);
      await check().catch((error: unknown) => tell(sentence(error)));
    });
  }, [id, open]);
  const close = useCallback(() => {
    open(null);
    requestAnimationFrame(() => tileElement(id)?.querySelector("a")?.focus({ preventScroll: true }));
  }, [id, open]);
  useModal(dialog, close);

  const step = (to: string | undefined) => to && open(to, { step: true });
  const swiped = (swipe: Swipe): boolean => {
    if (swipe === "next") step(right);
    if (swipe === "previous") step(left);
    if (swipe === "close") close();
    return swipe === "close";
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act: Record<string, () => unknown> = {
      ArrowLeft: () => step(left),
      ArrowRight: () => step(right),
      d: () => download && void save([id]),
      "+": () => zoom.current?.(1),
      "=": () => zoom.current?.(1),
      "-": () => zoom.current?.(-1),
    };
    if (!act[event.key]) return;
    event.preventDefault();
    act[event.key]?.();
  };
  const lines = photo && [photo.title, [isDated(photo) && format.day(photo.day), photo.place?.label ?? photo.place?.city].filter(Boolean).join(" · ")].filter(Boolean);
  const chrome = (
    <>
      <div className="absolute inset-x-0 top-0 flex items-center gap-0.5 p-2 pt-[max(0.5rem,env(safe-area-inset-top))]">
        <Act icon={ArrowLeft} word="viewer.back" act={close} />
        <span className="flex-1" />
        {download && <Act icon={Download} word="act.download" act={() => void save([id])} />}
      </div>
      {before && <Side icon={ChevronLeft} word="viewer.previous" act={() => step(before)} at="start-2" />}
      {after && <Side icon={ChevronRight} word="viewer.next" act={() => step(after)} at="end-2" />}
      {Boolean(lines?.length) && (
        <div className="absolute inset-x-0 bottom-0 bg-linear-to-t from-black/70 to-transparent px-5 pt-12 pb-[max(1rem,env(safe-area-inset-bottom))] text-center text-sm text-white">
          {lines?.map((line, index) => (
            <p key={index} dir="auto" className="mx-auto max-w-2xl [overflow-wrap:anywhere]">
              {line}
            </p>
          ))}
        </div>
      )}
    </>
  );
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={say("viewer.label")}
      data-viewer
      onKeyDown={onKeyDown}
      className="m-0 h-dvh w-screen overflow-hidden rounded-none bg-transparent p-0 text-ink outline-none backdrop:bg-transparent open:flex"
    >
      <div className="min-w-0 flex-1">
        <Stage id={id} left={left} right={right} swiped={swiped} raised={false} zoomRef={zoom} chrome={chrome} originals={download}>
          {null}
        </Stage>
      </div>
    </dialog>
  );
}

interface ActProps {
  icon: typeof Download;
  word: Key;
  act: () => void;
}

function Act({ icon: Icon, word, act }: ActProps) {
  const say = useWords();
  return (
    <button aria-label={say(word)} title={say(word)} onClick={act} className="grid size-11 place-items-center rounded-full bg-stage/70 hover:bg-wash">
      <Icon size={21} aria-hidden="true" className="rtl:-scale-x-100" />
    </button>
  );
}

function Side({ icon: Icon, word, act, at }: ActProps & { at: string }) {
  const say = useWords();
  return (
    <button aria-label={say(word)} onClick={act} className={`absolute top-1/2 hidden size-12 -translate-y-1/2 place-items-center rounded-full bg-stage/60 hover:bg-wash desk:grid ${at}`}>
      <Icon size={26} aria-hidden="true" className="rtl:-scale-x-100" />
    </button>
  );
}

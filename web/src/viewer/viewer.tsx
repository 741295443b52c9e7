/** One photo, over the list that it stands in. */
import { ArrowLeft, ChevronLeft, ChevronRight, Download, Grid3x3, Heart, Info, ScanText, Trash2 } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { create } from "zustand";

import { useOpened } from "@/app/route";
import { download, edit, remove, sentence } from "@/photos/actions";
import { fetched, get, isGone, usePhoto } from "@/photos/known";
import { neighbours, useList } from "@/photos/list";
import { pictureOf } from "@/photos/picture";
import { useModal } from "@/ui/modal";
import { say as tell } from "@/ui/toasts";
import { useWords, type Key } from "@/words";
import { called } from "@/words/format";

import { CompositionOverlay, TextOverlay } from "./overlays";
import { Panel } from "./panel";
import { compositionOf } from "./seen";
import { Stage } from "./stage";
import type { Swipe } from "./zoom";

const wide = matchMedia("(width >= 64rem)");
const useLook = create<{ info: boolean; composition: boolean; text: boolean }>()(() => ({ info: wide.matches, composition: false, text: false }));
const flip = (name: "info" | "composition" | "text") => useLook.setState((look) => ({ [name]: !look[name] }));

export default function Viewer({ id }: { id: string }) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const zoom = useRef<((by: number) => void) | null>(null);
  const photo = usePhoto(id);
  const ids = useList((list) => list.ids);
  const [, open] = useOpened();
  const { info, composition, text } = useLook();
  const [drawn, setDrawn] = useState<string | null>(null);
  const { before, after } = neighbours(ids, id);

  useModal(dialog);
  useEffect(() => {
    // What lies under it stays where it is.
    document.documentElement.style.overflow = "hidden";
    return () => {
      document.documentElement.style.overflow = "";
    };
  }, []);
  useEffect(() => {
    setDrawn(null);
    fetched(id).catch((error: unknown) => {
      tell(sentence(error));
      if (!get(id)) open(null);
    });
  }, [id, open]);
  useEffect(() => {
    for (const next of [after, before]) {
      if (next && get(next)?.stages.renditions?.state === "done") void pictureOf(next, "preview").then((src) => Object.assign(new Image(), { src }));
    }
  }, [before, after]);

  const close = useCallback(() => leave(id, () => open(null)), [id, open]);
  const step = (to: string | undefined) => to && open(to, true);
  const away = () => {
    remove([id]);
    if (after ?? before) step(after ?? before);
    else close();
  };
  const swiped = (swipe: Swipe) => {
    const rtl = document.documentElement.dir === "rtl";
    if (swipe === "next") step(rtl ? before : after);
    if (swipe === "previous") step(rtl ? after : before);
    if (swipe === "close") close();
    if (swipe === "info") useLook.setState({ info: true });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const writes = /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName);
    if (writes || event.altKey || event.ctrlKey || event.metaKey) return;
    const rtl = document.documentElement.dir === "rtl";
    const act: Record<string, () => unknown> = {
      ArrowLeft: () => step(rtl ? after : before),
      ArrowRight: () => step(rtl ? before : after),
      i: () => flip("info"),
      c: () => flip("composition"),
      t: () => flip("text"),
      f: () => photo && void edit([id], { favourite: !photo.favourite }),
      d: () => photo && void download([photo]),
      Delete: away,
      "+": () => zoom.current?.(1),
      "=": () => zoom.current?.(1),
      "-": () => zoom.current?.(-1),
    };
    if (!act[event.key]) return;
    event.preventDefault();
    act[event.key]?.();
  };

  const scores = photo ? compositionOf(photo).filter(({ evidence }) => evidence.length) : [];
  const shown = drawn ? scores.filter(({ name }) => name === drawn) : composition ? scores.slice(0, 3) : [];
  return (
    <dialog
      ref={dialog}
      aria-label={say("viewer.label")}
      data-viewer
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      className="appear m-0 h-dvh w-screen overflow-hidden bg-stage p-0 open:flex"
    >
      <div className="relative min-w-0 flex-1">
        {photo && !isGone(id) && (
          <Stage key={id} photo={photo} swiped={swiped} zoomRef={zoom}>
            {shown.length > 0 && <CompositionOverlay scores={shown} />}
            {text && photo.text_lines && photo.text_lines.length > 0 && <TextOverlay lines={photo.text_lines} label={say("viewer.text")} />}
          </Stage>
        )}
        <div className="pointer-events-none absolute inset-x-0 top-0 flex items-center gap-0.5 p-2 pt-[max(0.5rem,env(safe-area-inset-top))] *:pointer-events-auto">
          <Act icon={ArrowLeft} word="viewer.back" act={close} mirror />
          <span className="pointer-events-none! flex-1" />
          {scores.length > 0 && <Act icon={Grid3x3} word="viewer.composition" act={() => flip("composition")} pressed={composition} />}
          {Boolean(photo?.text_lines?.length) && <Act icon={ScanText} word="viewer.text" act={() => flip("text")} pressed={text} />}
          {photo && <Act icon={Heart} word={photo.favourite ? "act.unfavourite" : "act.favourite"} act={() => void edit([id], { favourite: !photo.favourite })} filled={photo.favourite ?? false} />}
          {photo && <Act icon={Download} word="act.download" act={() => void download([photo])} />}
          <Act icon={Trash2} word="act.delete" act={away} />
          <Act icon={Info} word="viewer.info" act={() => flip("info")} pressed={info} />
        </div>
        <Side word="viewer.previous" to={before} act={() => step(before)} at="start-2" icon={ChevronLeft} />
        <Side word="viewer.next" to={after} act={() => step(after)} at="end-2" icon={ChevronRight} />
      </div>
      {info && photo && (
        <aside
          aria-label={say("viewer.about", { name: called(photo) })}
          className="rise z-1 overflow-y-auto overscroll-contain bg-ground phone:absolute phone:inset-x-0 phone:bottom-0 phone:max-h-[62dvh] phone:rounded-t-3xl phone:shadow-[0_-4px_28px_rgb(0_0_0/0.25)] desk:w-[23rem]"
        >
          <Panel photo={photo} drawn={drawn} draw={setDrawn} close={() => useLook.setState({ info: false })} />
        </aside>
      )}
    </dialog>
  );
}

interface ActProps {
  icon: typeof Info;
  word: Key;
  act: () => void;
  pressed?: boolean;
  filled?: boolean;
  mirror?: boolean;
}

function Act({ icon: Icon, word, act, pressed, filled, mirror }: ActProps) {
  const say = useWords();
  return (
    <button
      aria-label={say(word)}
      title={say(word)}
      aria-pressed={pressed}
      onClick={act}
      className="grid size-11 place-items-center rounded-full bg-stage/70 hover:bg-wash aria-pressed:text-sun-text"
    >
      <Icon size={21} aria-hidden="true" className={`${filled ? "fill-current" : ""} ${mirror ? "rtl:-scale-x-100" : ""}`} />
    </button>
  );
}

function Side({ word, to, act, at, icon: Icon }: { word: Key; to: string | undefined; act: () => void; at: string; icon: typeof Info }) {
  const say = useWords();
  if (!to) return null;
  return (
    <button aria-label={say(word)} onClick={act} className={`absolute top-1/2 hidden size-12 -translate-y-1/2 place-items-center rounded-full bg-stage/60 hover:bg-wash desk:grid ${at}`}>
      <Icon size={26} aria-hidden="true" className="rtl:-scale-x-100" />
    </button>
  );
}

/** The photo returns to its tile, which has the focus then. */
function leave(id: string, done: () => void): void {
  const tile = () => document.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"] a`);
  const face = tile()?.querySelector<HTMLElement>(".face");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches || !document.startViewTransition || !face;
  const after = () => tile()?.focus({ preventScroll: true });
  if (still) {
    done();
    setTimeout(after, 30);
    return;
  }
  const transition = document.startViewTransition(() => {
    done();
    return new Promise<void>((resolve) =>
      setTimeout(() => {
        face.style.viewTransitionName = "photo";
        resolve();
      }, 40),
    );
  });
  transition.ready.catch((error: unknown) => console.debug(error));
  void transition.finished.finally(() => {
    face.style.viewTransitionName = "";
    after();
  });
}

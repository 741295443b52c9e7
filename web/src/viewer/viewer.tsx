/** One photo, over the list that it stands in. */
import { ArrowLeft, ChevronLeft, ChevronRight, Download, Grid3x3, Heart, Info, ScanFace, ScanSearch, ScanText, Trash2 } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { create } from "zustand";

import { Problem } from "@/api/client";
import { called } from "@/api/photo";
import { sentence } from "@/api/sentence";
import { writes } from "@/base/keys";
import { useAmong, useOpened } from "@/base/route";
import { useModal } from "@/base/ui/modal";
import { isStill } from "@/base/ui/motion";
import { say as tell } from "@/base/ui/toasts";
import { useWords, words, type Key } from "@/base/words";
import { change, download, remove } from "@/photos/actions";
import { fetched, get, isGone, usePhoto } from "@/photos/known";
import { keepFocus, neighbours, tileElement, useList } from "@/photos/list";

import { endBoxes, FaceBoxes, startBoxes, useBoxes } from "./face-boxes";
import { FaceBar } from "./face-bar";
import { useInfo } from "./info";
import { CompositionOverlay, FacesOverlay, TextOverlay, ThingsOverlay } from "./overlays";
import { Panel } from "./panel";
import { compositionOf, facesOf, thingsOf } from "./seen";
import { Sheet } from "./sheet";
import { Stage } from "./stage";
import type { Swipe } from "./zoom";

const UNDRAWN = { composition: false, text: false, faces: false, things: false };
const useLook = create<typeof UNDRAWN>()(() => UNDRAWN);
const flip = (name: keyof typeof UNDRAWN) => useLook.setState((look) => ({ [name]: !look[name] }));

export default function Viewer({ id }: { id: string }) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const zoom = useRef<((by: number) => void) | null>(null);
  const photo = usePhoto(id);
  const page = useList((list) => list.ids);
  const among = useAmong();
  const [, open] = useOpened();
  const { composition, text, faces: framed, things: boxed } = useLook();
  const { info, covered, show } = useInfo(id);
  const own = photo?.own ?? false;
  const given = own || (photo?.download ?? false); // lists do not say so of others' photos
  const hideInfo = () => show(false);
  const boxing = useBoxes(({ on }) => on);
  const drawBoxes = () => {
    if (covered) hideInfo();
    startBoxes();
  };
  const [drawn, setDrawn] = useState<string | null>(null);
  const { before, after } = neighbours(among?.filter((other) => other === id || !isGone(other)) ?? page, id);
  const [left, right] = document.documentElement.dir === "rtl" ? [after, before] : [before, after];
  const closed = useRef<(() => void) | null>(null); // called when it has left the page

  useEffect(() => {
    dialog.current?.focus(); // not its first button
    // What lies under it stays where it is.
    document.documentElement.style.overflow = "hidden";
    return () => {
      endBoxes();
      document.documentElement.style.overflow = "";
      closed.current?.();
    };
  }, []);
  useEffect(() => {
    setDrawn(null);
    endBoxes();
    fetched(id).catch((error: unknown) => {
      if (get(id)) return tell(sentence(error));
      // The address may be anybody's: what it names need not be here.
      tell(error instanceof Problem && [404, 422].includes(error.status) ? words("viewer.gone") : sentence(error));
      open(null);
    });
    // The button that led here may be gone.
    if (!dialog.current?.contains(document.activeElement)) dialog.current?.focus();
  }, [id, open]);

  const close = useCallback(() => {
    if (closed.current) return;
    if (useBoxes.getState().on) return endBoxes();
    if (covered) return show(false);
    if (among) return open(null); // to the photo that these look like
    const gone = new Promise<void>((resolve) => (closed.current = resolve));
    void leave(id, () => {
      open(null);
      return gone;
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `covered` is all that `show` depends on
  }, [id, among, open, covered]);
  useModal(dialog, close);
  const step = (to: string | undefined) => to && open(to, { step: true });
  const walk = (to: string | undefined) => {
    dialog.current?.focus();
    step(to);
  };
  const away = () => {
    remove([id]);
    if (after ?? before) step(after ?? before);
    else close();
  };
  const swiped = (swipe: Swipe): boolean => {
    if (swipe === "next") step(right);
    if (swipe === "previous") step(left);
    if (swipe === "info") show(true);
    if (swipe !== "close") return false;
    close(); // the sheet first, and then the photo
    return !covered;
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    // A dialog that the panel opened has its own keys.
    if ((event.target as Element).closest("dialog") !== dialog.current) return;
    if (writes(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
    const act: Record<string, () => unknown> = {
      ArrowLeft: () => walk(left),
      ArrowRight: () => walk(right),
      i: () => show(!info),
      // What a list tells of a photo does not hold it: it is drawn when it comes.
      c: () => (scores.length || !photo?.stages ? flip("composition") : tell(say("viewer.noComposition"))),
      t: () => flip("text"),
      p: () => flip("faces"),
      o: () => flip("things"),
      "+": () => zoom.current?.(1),
      "=": () => zoom.current?.(1),
      "-": () => zoom.current?.(-1),
      ...(photo && given && { d: () => void download([photo]) }),
      ...(photo && own && {
        b: () => (boxing ? endBoxes() : drawBoxes()),
        f: () => void change([id], { kind: "favourite", favourite: !photo.favourite }),
        Delete: away,
      }),
    };
    if (!act[event.key]) return;
    event.preventDefault();
    act[event.key]?.();
  };

  const scores = photo ? compositionOf(photo).filter(({ evidence }) => evidence.length) : [];
  const faces = photo ? facesOf(photo) : [];
  const things = photo ? thingsOf(photo) : [];
  const shown = drawn ? scores.filter(({ name }) => name === drawn) : composition ? scores.slice(0, 3) : [];
  const chrome = boxing && photo ? <FaceBar photo={photo} faces={faces} /> : (
    <>
      <div className="absolute inset-x-0 top-0 flex items-center gap-0.5 p-2 pt-[max(0.5rem,env(safe-area-inset-top))]">
        <Act icon={ArrowLeft} word="viewer.back" act={close} mirror />
        <span className="flex-1" />
        {scores.length > 0 && <Act icon={Grid3x3} word="viewer.composition" act={() => flip("composition")} pressed={composition} />}
        {faces.length > 0 && <Act icon={ScanFace} word="viewer.faces" act={() => flip("faces")} pressed={framed} />}
        {things.length > 0 && <Act icon={ScanSearch} word="viewer.things" act={() => flip("things")} pressed={boxed} />}
        {Boolean(photo?.text_lines?.length) && <Act icon={ScanText} word="viewer.text" act={() => flip("text")} pressed={text} />}
        {photo && own && <Act icon={Heart} word={photo.favourite ? "act.unfavourite" : "act.favourite"} act={() => void change([id], { kind: "favourite", favourite: !photo.favourite })} filled={photo.favourite ?? false} />}
        {photo && given && <Act icon={Download} word="act.download" act={() => void download([photo])} />}
        {own && <Act icon={Trash2} word="act.delete" act={away} />}
        <Act icon={Info} word="viewer.info" act={() => show(!info)} pressed={info} />
      </div>
      <Side word="viewer.previous" to={before} act={() => step(before)} at="start-2" icon={ChevronLeft} />
      <Side word="viewer.next" to={after} act={() => step(after)} at="end-2" icon={ChevronRight} />
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
        <Stage id={id} left={left} right={right} swiped={swiped} raised={info} zoomRef={zoom} chrome={chrome} originals={given}>
          {shown.length > 0 && <CompositionOverlay scores={shown} />}
          {boxing && photo ? <FaceBoxes photo={photo} faces={faces} /> : framed && faces.length > 0 && <FacesOverlay faces={faces} />}
          {boxed && !boxing && things.length > 0 && <ThingsOverlay things={things} />}
          {text && photo?.text_lines && photo.text_lines.length > 0 && <TextOverlay lines={photo.text_lines} label={say("viewer.text")} />}
        </Stage>
      </div>
      {info && photo && (
        <Sheet label={say("viewer.about", { name: called(photo) })} close={hideInfo}>
          <Panel photo={photo} given={given} drawn={drawn} draw={setDrawn} drawBoxes={drawBoxes} close={hideInfo} />
        </Sheet>
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

/** The photo returns to its tile, which has the focus then. `close` resolves when the viewer has left the page. */
async function leave(id: string, close: () => Promise<void>): Promise<void> {
  const photo = tileElement(id)?.querySelector("a");
  if (isStill() || !document.startViewTransition || !photo) await close();
  else {
    const transition = document.startViewTransition(async () => {
      await close(); // two of one name would be one too many
      photo.style.viewTransitionName = "photo";
    });
    // A newer transition skips this one's animation, which loses nothing: the change itself is made.
    transition.ready.catch((error: unknown) => console.debug(error));
    await transition.finished.finally(() => (photo.style.viewTransitionName = ""));
  }
  const still = { preventScroll: true };
  tileElement(id)?.querySelector("a")?.focus(still);
  keepFocus(id, still); // the rows around it may come in after it
}

/** The photos of a link: what they are and whose, a grid by month, and what may be done with them. */
import { Download, ImagePlus, Search, X } from "lucide-react";
import { lazy, memo, Suspense, useState } from "react";

import { sentence } from "@/api/sentence";
import type { LinkAbout } from "@/api/types";
import { useOpened } from "@/base/route";
import { Mark } from "@/base/ui/mark";
import { FIELD, ICON, MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import * as format from "@/base/words/format";
import { useVisitorWords } from "@/base/words/visitor";
import { useBackClears } from "@/photos/back";
import { Grid } from "@/photos/grid";
import type { Section } from "@/photos/layout";
import { useTimeline } from "@/photos/months";

import { Chosen } from "./chosen";
import { saveAll } from "./save";
import { useFound, useLaid } from "./found";

const View = lazy(() => import("./view"));
const Send = lazy(() => import("./send"));

const EVERYTHING = {};
const MANY = 12; // photos from which a search helps
const SEVERAL = 200; // from which they are more than a few screens

export function Shown({ about }: { about: LinkAbout }) {
  const say = useVisitorWords();
  const count = useWords();
  const [opened] = useOpened();
  const [asked, setAsked] = useState("");
  const [sending, setSending] = useState(false);
  useBackClears();
  const title = about.title || (about.by ? say("untitled", { name: about.by }) : count("nav.photos"));
  const scrubs = !about.album && about.count > SEVERAL;
  const empty = say(about.uploads ? "empty.send" : "empty");
  const facts = [about.by && say("by", { name: about.by }), count("count", { n: about.count }), about.expires && say("until", { when: format.day(about.expires.slice(0, 10), "medium") })];
  return (
    <>
      <title>{title}</title>
      <header className={`grid gap-4 ${scrubs ? "desk:me-14" : ""} pt-[max(1.25rem,env(safe-area-inset-top))] pb-4 ${PAGE}`}>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-72">
            <h1 dir="auto" className="text-2xl leading-tight [overflow-wrap:anywhere]">
              {title}
            </h1>
            <p className="mt-1 text-sm text-quiet tabular-nums">{facts.filter(Boolean).join(" · ")}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            {about.download && about.count > 0 && (
              <button className={QUIET} onClick={() => void saveAll()}>
                <Download size={18} aria-hidden="true" />
                {say("save.all")}
              </button>
            )}
            {about.uploads && (
              <button className={MAIN} onClick={() => setSending(true)}>
                <ImagePlus size={18} aria-hidden="true" />
                {say("send")}
              </button>
            )}
          </div>
        </div>
        {about.count > MANY && <Ask asked={asked} ask={setAsked} />}
      </header>
      <main id="main" className="min-h-[60dvh] pb-24">
        {asked ? <Found q={asked} label={title} /> : about.album ? <Laid album={about.album} label={title} empty={empty} /> : <Every label={title} scrubs={scrubs} empty={empty} />}
      </main>
      <footer className={`flex items-center justify-center gap-2 pb-[max(1.5rem,env(safe-area-inset-bottom))] text-sm text-quiet ${PAGE}`}>
        <Mark size={18} />
        {say("shown")}
      </footer>
      <Chosen download={about.download} />
      <Suspense fallback={null}>
        {opened && <View id={opened} download={about.download} />}
        {sending && <Send about={about} close={() => setSending(false)} />}
      </Suspense>
    </>
  );
}

function Ask({ asked, ask }: { asked: string; ask: (q: string) => void }) {
  const say = useVisitorWords();
  const [text, setText] = useState(asked);
  return (
    <search>
      <form
        className="relative max-w-xl"
        onSubmit={(event) => {
          event.preventDefault();
          ask(text.trim());
        }}
      >
        <Search size={18} aria-hidden="true" className="pointer-events-none absolute start-4 top-1/2 -translate-y-1/2 text-quiet" />
        <input
          type="text"
          enterKeyHint="search"
          dir="auto"
          maxLength={200}
          aria-label={say("search")}
          placeholder={say("search")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (!event.target.value) ask("");
          }}
          className={`${FIELD} ps-11 pe-11`}
        />
        {text && (
          <button
            type="button"
            aria-label={say("search.clear")}
            onClick={() => {
              setText("");
              ask("");
            }}
            className={`${ICON} absolute end-0.5 top-0`}
          >
            <X size={18} aria-hidden="true" />
          </button>
        )}
      </form>
    </search>
  );
}

function Every({ label, empty, scrubs }: { label: string; empty: string; scrubs: boolean }) {
  const { sections, pending, error, want } = useTimeline(EVERYTHING);
  if (error) return <Note>{sentence(error)}</Note>;
  if (pending) return null;
  if (!sections.length) return <Note>{empty}</Note>;
  return <Grid label={label} sections={sections} want={want} heading={HEADING} {...(scrubs && { scrub: named })} />;
}

/** In the order in which its owner laid it. */
function Laid({ album, label, empty }: { album: string; label: string; empty: string }) {
  const { sections, error, bottom } = useLaid(album);
  if (error) return <Note>{sentence(error)}</Note>;
  if (!sections) return null;
  if (!sections[0]?.count) return <Note>{empty}</Note>;
  return (
    <>
      <Grid label={label} sections={sections} />
      <div ref={bottom} />
    </>
  );
}

function Found({ q, label }: { q: string; label: string }) {
  const say = useVisitorWords();
  const { sections, error } = useFound(q);
  if (error) return <Note>{sentence(error)}</Note>;
  if (!sections) return null;
  if (!sections[0]?.count) return <Note>{say("search.none")}</Note>;
  return <Grid label={label} sections={sections} />;
}

const Note = ({ children }: { children: string }) => <p role="status" className={`mx-auto max-w-md pt-[12vh] text-center text-quiet ${PAGE}`}>{children}</p>;

const named = ({ key }: Section) => format.month(key);

const Heading = memo(function Heading({ section, day }: { section: Section; day: string | null }) {
  return (
    <div className="flex h-full items-end px-4 pb-1.5 desk:px-6">
      {day === null ? <h2 className="text-base"><bdi>{format.month(section.key)}</bdi></h2> : <h3 className="text-sm font-normal text-quiet"><bdi>{format.dayOfMonth(day)}</bdi></h3>}
    </div>
  );
});
const HEADING = { height: 52, of: (section: Section, day: string | null) => <Heading section={section} day={day} /> };

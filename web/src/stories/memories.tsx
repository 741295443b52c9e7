/** What the library looks back on today: a section of the page "For you". */
import { useQuery } from "@tanstack/react-query";
import { EllipsisVertical } from "lucide-react";
import { useRef } from "react";
import { Link } from "wouter";

import type { LessOfMemories, Memory } from "@/api/types";
import { ICON, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { day as dayNamed } from "@/base/words/format";
import { useSummaryWords } from "@/base/words/summaries";
import { Picture } from "@/photos/picture-box";

import { ofMemories, seeLess, seeMore, type What } from "./ask";

export function Memories() {
  const tell = useSummaryWords();
  const { data } = useQuery(ofMemories());
  if (!data?.memories.length && !data?.less.length) return null;
  return (
    <section>
      <h2 className={`mb-3 text-base ${PAGE}`}>{tell("memories")}</h2>
      <ul className={`-my-1 flex snap-x gap-3 overflow-x-auto py-1 ${PAGE}`}>
        {data.memories.map((memory) => (
          <li key={memory.id} className="relative w-52 shrink-0 snap-start desk:w-60">
            <One memory={memory} />
          </li>
        ))}
      </ul>
      {data.less.length > 0 && <Less less={data.less} />}
    </section>
  );
}

function One({ memory }: { memory: Memory }) {
  const { id, title, text, cover } = memory;
  return (
    <>
      <Link href={`/stories/${id}`} className="group block rounded-xl">
        <div className="aspect-3/4 overflow-hidden rounded-xl bg-wash">
          <Picture id={cover} rendition="preview" />
        </div>
        <h3 className="mt-2 text-base [overflow-wrap:anywhere]">{title}</h3>
        <p className="text-sm text-quiet [overflow-wrap:anywhere]">{text}</p>
      </Link>
      <Menu memory={memory} />
    </>
  );
}

function Menu({ memory }: { memory: Memory }) {
  const say = useWords();
  const tell = useSummaryWords();
  const box = useRef<HTMLDetailsElement>(null);
  const act = (of: What) => {
    if (box.current) box.current.open = false;
    void seeLess(memory, of, tell, say("undo"));
  };
  const choice = (of: What, label: string) => (
    <button onClick={() => act(of)} className="w-full px-4 py-2 text-start hover:bg-wash [overflow-wrap:anywhere]">
      {label}
    </button>
  );
  return (
    <details ref={box} className="absolute end-1 top-1">
      <summary title={tell("less")} aria-label={`${tell("less")}: ${memory.title}`} className={`${ICON} cursor-pointer list-none bg-[#17181c]/45 text-white hover:bg-[#17181c]/70`}>
        <EllipsisVertical size={20} aria-hidden="true" />
      </summary>
      <div className="absolute end-0 top-full z-20 mt-1 w-48 overflow-hidden rounded-2xl bg-raised py-1.5 shadow-[0_8px_32px_rgb(0_0_0/0.18)]">
        {memory.person ? choice("person", tell("less.person", { name: memory.person.name })) : choice("day", tell("less.day"))}
        {choice("kind", tell("less.kind", { kind: tell(`kind.${memory.kind}`) }))}
      </div>
    </details>
  );
}

function Less({ less }: { less: readonly LessOfMemories[] }) {
  const tell = useSummaryWords();
  const named = ({ of, kind, day, name }: LessOfMemories) => {
    if (of === "kind") return tell(`kind.${kind}`);
    return of === "person" ? (name ?? "") : tell("less.around", { day: dayNamed(day ?? "", "medium") });
  };
  return (
    <details className={`pt-3 ${PAGE}`}>
      <summary className="w-fit rounded-lg py-1 text-sm text-quiet hover:text-ink">{tell("less.list")}</summary>
      <ul className="mt-2 grid gap-2">
        {less.map((each) => (
          <li key={`${each.of} ${each.memory}`} className="flex flex-wrap items-center gap-3">
            <bdi>{named(each)}</bdi>
            <button className={`${QUIET} py-1 text-sm`} onClick={() => void seeMore(each.memory, each.of)}>
              {tell("more")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

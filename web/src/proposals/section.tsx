/** Albums that could be made: each taken or dismissed with one tap, or looked at first. */
import { useQuery } from "@tanstack/react-query";
import { Plus, Sparkles, X } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";

import { useIsGuest } from "@/api/session";
import { Trouble } from "@/api/trouble";
import type { AlbumProposal } from "@/api/types";
import { ICON, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useProposalWords } from "@/base/words/proposals";

import { dismiss, ofProposals, take } from "./acts";
import { Fan } from "./fan";

const FEW = 6;

/** Nothing where nothing is proposed. */
export function Proposals() {
  const say = useWords();
  const of = useProposalWords();
  const guest = useIsGuest();
  const [every, setEvery] = useState(false);
  const { data = [], error } = useQuery({ ...ofProposals(), enabled: !guest });
  if (error) return <Trouble error={error} />;
  if (!data.length) return null;
  const shown = every ? data : data.slice(0, FEW);
  return (
    <section className={PAGE}>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-base">{of("title")}</h2>
        {data.length > FEW && (
          <button aria-expanded={every} onClick={() => setEvery(!every)} className="shrink-0 text-sm text-sun-text hover:underline">
            {every ? say("collections.fewer") : say("collections.all", { n: data.length })}
          </button>
        )}
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-4 gap-y-7 desk:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]">
        {shown.map((proposal) => (
          <li key={proposal.id} className="flex min-w-0 flex-col">
            <Card proposal={proposal} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ proposal: { id, name, why, cover, best, rule } }: { proposal: AlbumProposal }) {
  const of = useProposalWords();
  const [busy, setBusy] = useState(false);
  const once = async (act: Promise<unknown>) => {
    setBusy(true);
    await act;
    setBusy(false);
  };
  return (
    <>
      <Link href={`/for-you/albums/${id}`} className="group block flex-1 rounded-lg">
        <Fan cover={cover} best={best} />
        <h3 className="mt-2 text-base leading-snug [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
        </h3>
        <p className="mt-0.5 text-sm text-quiet">
          {why}
          {rule && (
            <span title={of("rule")} className="ms-1.5 inline-block align-[-2px]">
              <Sparkles size={14} aria-label={of("rule")} />
            </span>
          )}
        </p>
      </Link>
      <div className="mt-2 flex items-center gap-1">
        <button disabled={busy} className={`${QUIET} min-w-0 flex-1 px-2 text-sm`} aria-label={of("takeThis", { name })} onClick={() => void once(take(id))}>
          <Plus size={16} aria-hidden="true" className="shrink-0 phone:hidden" />
          {of("take")}
        </button>
        <button disabled={busy} className={ICON} title={of("dismiss")} aria-label={of("dismissThis", { name })} onClick={() => void once(dismiss(id, of))}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
    </>
  );
}

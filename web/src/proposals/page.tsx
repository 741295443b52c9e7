/** An album that could be made: what it is called, which photos it would have and why not others, before it is taken. */
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { useLocation, useParams } from "wouter";

import { ofAlbums } from "@/albums/albums";
import { Trouble } from "@/api/trouble";
import type { AlbumProposalDetail } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { FIELD, MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useProposalWords, type ProposalKey } from "@/base/words/proposals";
import { Picture } from "@/photos/picture-box";

import { dismiss, ofProposal, take } from "./acts";

const LONGEST = 200; // letters of a name
const SIDE_BY_SIDE = 120; // photos that are shown at first, and with each further look

export default function OneProposal() {
  const of = useProposalWords();
  const { id = "" } = useParams();
  const { data, error } = useQuery(ofProposal(id));
  return (
    <>
      <Heading title={data?.name ?? of("one")} back="/for-you" />
      {error ? <Trouble error={error} /> : data && <Making key={id} proposal={data} />}
    </>
  );
}

/** The photos that somebody takes out, or has in after all. */
function useToggled(): [ReadonlySet<string>, (id: string) => void] {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return [ids, (id) => setIds((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id])))];
}

function Making({ proposal: { id, name, why, photos, left_out, rule, count } }: { proposal: AlbumProposalDetail }) {
  const say = useWords();
  const of = useProposalWords();
  const field = useId();
  const [, go] = useLocation();
  const { data: albums = [] } = useQuery(ofAlbums());
  const [called, setCalled] = useState(name);
  const [parent, setParent] = useState("");
  const [without, toggleOut] = useToggled();
  const [also, toggleIn] = useToggled();
  const [busy, setBusy] = useState(false);
  const reasons = [...new Set(left_out.map(({ why }) => why))];
  const wanted = count - photos.filter((photo) => without.has(photo)).length + also.size;
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const album = await take(id, { name: called.trim() || name, without: [...without], also: [...also], parent: parent || null });
    setBusy(false);
    if (album) go(`/collections/albums/${album}`, { replace: true });
  };
  return (
    <form onSubmit={(event) => void make(event)}>
      <div className={`grid max-w-2xl gap-4 ${PAGE}`}>
        <p className="text-quiet">{[why, rule && of("rule")].filter(Boolean).join(" · ")}</p>
        <div className="grid gap-1">
          <label htmlFor={`${field}name`} className="text-sm text-quiet">
            {say("albums.name")}
          </label>
          <input id={`${field}name`} dir="auto" maxLength={LONGEST} placeholder={name} value={called} onChange={({ target }) => setCalled(target.value)} className={FIELD} />
        </div>
        {albums.length > 0 && (
          <div className="grid gap-1">
            <label htmlFor={`${field}parent`} className="text-sm text-quiet">
              {say("albums.parent")}
            </label>
            <select id={`${field}parent`} value={parent} onChange={({ target }) => setParent(target.value)} className={FIELD}>
              <option value="">{say("albums.top")}</option>
              {[...albums]
                .sort((one, other) => one.name.localeCompare(other.name))
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          </div>
        )}
      </div>
      <Choosing heading="h2" title={of(rule ? "some" : "photos")} hint={of("hint")} photos={photos} isIn={(photo) => !without.has(photo)} toggle={toggleOut} />
      {left_out.length > 0 && <h2 className={`pt-10 text-base ${PAGE}`}>{of("leftOut")}</h2>}
      {reasons.map((reason) => (
        <Choosing
          key={reason}
          heading="h3"
          title={of(`why.${reason}` satisfies ProposalKey)}
          photos={left_out.filter(({ why }) => why === reason).map(({ photo }) => photo)}
          isIn={(photo) => also.has(photo)}
          toggle={toggleIn}
        />
      ))}
      <div className={`sticky bottom-(--bar) mt-8 flex flex-wrap items-center gap-2 border-t border-line bg-ground py-3 ${PAGE}`}>
        <button type="submit" disabled={busy || wanted < 1} className={MAIN}>
          {of("make", { n: wanted })}
        </button>
        <button type="button" disabled={busy} className={QUIET} onClick={() => void dismiss(id, of).then((gone) => gone && go("/for-you"))}>
          {of("dismiss")}
        </button>
      </div>
    </form>
  );
}

interface Choice {
  heading: "h2" | "h3";
  title: string;
  hint?: string;
  photos: readonly string[];
  isIn: (photo: string) => boolean;
  toggle: (photo: string) => void;
}

function Choosing({ heading: Title, title, hint, photos, isIn, toggle }: Choice) {
  const say = useWords();
  const of = useProposalWords();
  const [most, setMost] = useState(SIDE_BY_SIDE);
  return (
    <section className={`pt-6 ${PAGE}`}>
      <Title className="text-base">{title}</Title>
      {hint && <p className="text-sm text-quiet">{hint}</p>}
      <ul className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-[3px] desk:grid-cols-[repeat(auto-fill,minmax(8rem,1fr))]">
        {photos.slice(0, most).map((photo, index) => (
          <li key={photo}>
            <button
              type="button"
              aria-pressed={isIn(photo)}
              aria-label={of("photo", { n: index + 1, of: photos.length })}
              onClick={() => toggle(photo)}
              className="tile relative block aspect-square w-full overflow-hidden bg-wash"
            >
              <span className={`block size-full transition-opacity duration-150 ${isIn(photo) ? "" : "opacity-35"}`}>
                <Picture id={photo} />
              </span>
              <span className={`absolute end-1.5 top-1.5 grid size-6 place-items-center rounded-full ${isIn(photo) ? "bg-sun text-[#17181c]" : "bg-black/40 ring-2 ring-white/80 ring-inset"}`}>
                {isIn(photo) && <Check size={16} strokeWidth={3} aria-hidden="true" />}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {photos.length > most && (
        <button type="button" className={`${QUIET} mt-3`} onClick={() => setMost(most + SIDE_BY_SIDE)}>
          {say("more")}
        </button>
      )}
    </section>
  );
}

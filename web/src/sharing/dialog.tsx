/** Sharing an album or photos: with people here or by a link, what they may do and what they are told; and what is shared
 * of it already. */
import { useQuery } from "@tanstack/react-query";
import { Link2, UsersRound } from "lucide-react";
import { useState, type ReactNode } from "react";

import { sentence } from "@/api/sentence";
import { useStanding } from "@/api/session";
import { Dialog } from "@/base/ui/dialog";
import { FIELD, MAIN } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useSharingWords, type SayOfSharing } from "@/base/words/sharing";

import { CopyLink } from "./copy-link";
import { Present } from "./present";
import { isOf, ofShares, ROLES, shareByLink, shareWith, SUBJECTS, type Asked, type AskedLink, type Role, type Shared, type Somebody, type Subject } from "./shares";
import { WhoField } from "./who-field";

const DAYS = [1, 7, 30, 90];
const LEAST = 6; // letters of a password

export default function ShareDialog({ what, close }: { what: Shared; close: () => void }) {
  const say = useSharingWords();
  const alone = useStanding(({ auth }) => auth?.accounts === false);
  const [way, setWay] = useState<"people" | "link">(alone ? "link" : "people");
  const [who, setWho] = useState<readonly Somebody[]>([]);
  const [asked, setAsked] = useState<Asked>({ role: "viewer", tells: [], download: true, days: null });
  const [link, setLink] = useState<AskedLink>({ title: what.kind === "album" ? what.name : "", password: "", uploads: false, preview: false });
  const [address, setAddress] = useState<string | null>(null);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const { data: shares = [] } = useQuery(ofShares());
  const present = shares.filter((share) => isOf(share, what));
  const ask = (some: Partial<Asked>) => setAsked({ ...asked, ...some });
  const askLink = (some: Partial<AskedLink>) => setLink({ ...link, ...some });
  const share = async () => {
    setBusy(true);
    setWrong("");
    try {
      if (way === "link") setAddress(await shareByLink(what, asked, link));
      else {
        await shareWith(what, who, asked);
        tell(say("made"));
        close();
      }
    } catch (error) {
      setWrong(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  const title = what.kind === "album" ? say("share.album", { name: what.name }) : say("share.photos", { n: what.ids.length });
  if (address)
    return (
      <Dialog title={title} close={close}>
        <CopyLink address={address} />
      </Dialog>
    );
  return (
    <Dialog title={title} close={close}>
      <div className="-mx-2 max-h-[75dvh] overflow-y-auto overscroll-contain px-2 pb-1">
        <div role="radiogroup" aria-label={say("way")} className="mt-4 grid grid-cols-2 gap-1 rounded-xl bg-wash p-1">
          <Way icon={<UsersRound size={18} aria-hidden="true" />} word={say("way.people")} on={way === "people"} choose={() => setWay("people")} />
          <Way icon={<Link2 size={18} aria-hidden="true" />} word={say("way.link")} on={way === "link"} choose={() => setWay("link")} />
        </div>
        <form
          className="mt-4 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void share();
          }}
        >
          {way === "people" ? (
            <>
              <WhoField who={who} set={setWho} />
              {what.kind === "album" && (
                <Labelled label={say("role")}>
                  {(id) => (
                    <select id={id} value={asked.role} onChange={({ target }) => ask({ role: target.value as Role })} className={FIELD}>
                      {ROLES.map((role) => (
                        <option key={role} value={role}>
                          {say(`role.${role}`)}
                        </option>
                      ))}
                    </select>
                  )}
                </Labelled>
              )}
            </>
          ) : (
            <>
              <Labelled label={say("title")}>{(id) => <input id={id} type="text" dir="auto" maxLength={120} value={link.title} onChange={({ target }) => askLink({ title: target.value })} className={FIELD} />}</Labelled>
              <Labelled label={say("password")} how={say("password.how")}>
                {(id) => <input id={id} type="text" autoComplete="off" autoCapitalize="none" spellCheck={false} minLength={LEAST} maxLength={128} value={link.password} onChange={({ target }) => askLink({ password: target.value })} className={FIELD} />}
              </Labelled>
            </>
          )}
          <fieldset className="grid gap-1">
            <legend className="mb-1 font-semibold">{say("tells")}</legend>
            <div className="flex flex-wrap gap-x-5 gap-y-1">
              {SUBJECTS.map((subject) => (
                <Tick key={subject} word={say(`tells.${subject}`)} on={asked.tells.includes(subject)} set={(on) => ask({ tells: SUBJECTS.filter((other) => (other === subject ? on : asked.tells.includes(other))) })} />
              ))}
            </div>
          </fieldset>
          <div className="grid gap-1">
            <Tick word={say("download")} on={asked.download} set={(download) => ask({ download })} />
            {way === "link" && <Tick word={say("uploads")} on={link.uploads} set={(uploads) => askLink({ uploads })} />}
            {way === "link" && <Tick word={say("preview")} on={link.preview} set={(preview) => askLink({ preview })} />}
          </div>
          <Labelled label={say("expires")}>
            {(id) => (
              <select id={id} value={asked.days ?? ""} onChange={({ target }) => ask({ days: Number(target.value) || null })} className={FIELD}>
                <option value="">{say("expires.never")}</option>
                {DAYS.map((n) => (
                  <option key={n} value={n}>
                    {say("expires.days", { n })}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <p className="text-sm text-quiet">{consequence(asked, way, say)}</p>
          {wrong && (
            <p role="alert" className="text-loss">
              {wrong}
            </p>
          )}
          <div className="sticky -bottom-1 -mx-1 bg-ground px-1 pt-2 pb-1">
            <button className={`${MAIN} w-full`} disabled={busy || (way === "people" && !who.length)}>
              {say(way === "link" ? "make.link" : "make")}
            </button>
          </div>
        </form>
        {present.length > 0 && (
          <section className="mt-6">
            <h3 className="mb-2 text-base">{say("now")}</h3>
            <Present shares={present} />
          </section>
        )}
      </div>
    </Dialog>
  );
}

/** What others will see, and what stays with them. */
export function consequence({ tells, download }: Asked, way: "people" | "link", say: SayOfSharing): string {
  const told = tells.map((subject: Subject) => say(`tells.${subject}`)).join(", ");
  const seen = tells.length === SUBJECTS.length ? say("what.all") : tells.length ? say("what.some", { what: told }) : say("what.none");
  return download && way === "people" ? `${seen} ${say("what.copy")}` : seen;
}

function Way({ icon, word, on, choose }: { icon: ReactNode; word: string; on: boolean; choose: () => void }) {
  return (
    <button type="button" role="radio" aria-checked={on} onClick={choose} className="flex items-center justify-center gap-2 rounded-lg px-3 py-2 aria-checked:bg-raised aria-checked:font-semibold aria-checked:shadow-sm">
      {icon}
      {word}
    </button>
  );
}

function Tick({ word, on, set }: { word: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label className="flex min-h-9 items-center gap-2.5">
      <input type="checkbox" checked={on} onChange={({ target }) => set(target.checked)} className="size-4.5 shrink-0" />
      {word}
    </label>
  );
}

function Labelled({ label, how, children }: { label: string; how?: string; children: (id: string) => ReactNode }) {
  const id = `share-${label}`;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      {children(id)}
      {how && <p className="mt-1.5 text-sm text-quiet">{how}</p>}
    </div>
  );
}

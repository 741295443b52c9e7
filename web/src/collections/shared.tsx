/** What others share with the reader, and what the reader shares; and whether something waits in the inbox. */
import { useQuery } from "@tanstack/react-query";
import { Inbox, LogOut } from "lucide-react";
import { Link } from "wouter";

import { Trouble } from "@/api/trouble";
import type { ShareWithMe } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { ICON, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useSharingWords } from "@/base/words/sharing";
import { useTimeline } from "@/photos/months";
import { Picture } from "@/photos/picture-box";
import { Present } from "@/sharing/present";
import { leave, ofShares, ofWithMe, take } from "@/sharing/shares";

export const INBOX = { inbox: "true" };

export default function SharedPage() {
  const say = useSharingWords();
  const withMe = useQuery(ofWithMe());
  const mine = useQuery(ofShares());
  const error = withMe.error ?? mine.error;
  return (
    <>
      <Heading title={say("shared")} back="/collections" />
      {error && <Trouble error={error} />}
      <div className={`grid max-w-3xl gap-8 pb-10 ${PAGE}`}>
        <ToInbox />
        <section>
          <h2 className="mb-3 text-base">{say("shared.with")}</h2>
          {withMe.data?.length === 0 && <p className="text-quiet">{say("shared.with.none")}</p>}
          <ul className="grid gap-3">{withMe.data?.map((share) => <WithMe key={share.id} share={share} />)}</ul>
        </section>
        <section>
          <h2 className="mb-3 text-base">{say("shared.by")}</h2>
          {mine.data?.length === 0 && <p className="max-w-xl text-quiet">{say("shared.by.none")}</p>}
          <Present shares={mine.data ?? []} named />
        </section>
      </div>
    </>
  );
}

function ToInbox() {
  const say = useSharingWords();
  const count = useWords();
  const { months } = useTimeline(INBOX);
  const waiting = months.reduce((sum, month) => sum + month.count, 0);
  if (!waiting) return null;
  return (
    <Link href="/collections/shared/inbox" className="flex items-center gap-4 rounded-2xl bg-wash px-4 py-3.5 hover:bg-line">
      <Inbox size={20} aria-hidden="true" className="shrink-0 text-sun-text" />
      <span className="flex-1">{say("inbox")}</span>
      <span className="text-sm text-quiet tabular-nums">{count("count", { n: waiting })}</span>
    </Link>
  );
}

function WithMe({ share: { id, name, by, role, cover, offered, timeline } }: { share: ShareWithMe }) {
  const say = useSharingWords();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Link href={`/collections/shared/${id}`} className="group flex min-w-0 flex-1 basis-60 items-center gap-4 rounded-xl">
        <span className="aspect-[4/3] w-20 shrink-0 overflow-hidden rounded-lg bg-wash">{cover && <Picture id={cover} rendition="cover" />}</span>
        <span className="min-w-0">
          <bdi className="block [overflow-wrap:anywhere]">{name || say("library")}</bdi>
          <span className="block text-sm text-quiet">{[say("from", { name: by }), say(`role.${role}`)].join(" · ")}</span>
        </span>
      </Link>
      {offered && (
        <label className="flex min-h-11 items-center gap-2 text-sm">
          <input type="checkbox" checked={timeline} onChange={({ target }) => void take(id, target.checked)} className="size-4.5" />
          {say("timeline")}
        </label>
      )}
      <button className={ICON} title={say("leave")} aria-label={say("leave")} onClick={() => void leave(id)}>
        <LogOut size={18} aria-hidden="true" />
      </button>
    </li>
  );
}

/** Shares that there are: with whom, how they go, and stopping them. */
import { useQuery } from "@tanstack/react-query";
import { Link2, UserRound, UsersRound } from "lucide-react";
import { Link } from "wouter";

import type { Share } from "@/api/types";
import { ofAlbums } from "@/albums/albums";
import { QUIET } from "@/base/ui/styles";
import { day } from "@/base/words/format";
import { useSharingWords, type SayOfSharing } from "@/base/words/sharing";

import { stop } from "./shares";

const ICONS = { account: UserRound, circle: UsersRound, link: Link2 };

/** `named`: with what it is that is shared. */
export function Present({ shares, named = false }: { shares: readonly Share[]; named?: boolean }) {
  const say = useSharingWords();
  const { data: albums = [] } = useQuery({ ...ofAlbums(), enabled: named });
  return (
    <ul className="grid gap-3">
      {shares.map((share) => {
        const Icon = ICONS[share.to];
        const album = albums.find(({ id }) => id === share.album);
        const what = share.kind === "album" ? (album?.name ?? "") : share.kind === "library" ? say("library") : say("some", { n: share.photos.length });
        return (
          <li key={share.id} className="flex items-center gap-3">
            <Icon size={18} aria-hidden="true" className="shrink-0 text-quiet" />
            <div className="min-w-0 flex-1">
              <p className="[overflow-wrap:anywhere]">
                {named && (album ? <Link href={`/collections/albums/${album.id}`} className="hover:underline"><bdi>{what}</bdi></Link> : <bdi>{what}</bdi>)}
                {named && " · "}
                <bdi>{share.to === "link" ? titleOf(share, what) || say("by.link") : share.called}</bdi>
              </p>
              <p className="text-sm text-quiet tabular-nums">{factsOf(share, say)}</p>
            </div>
            <button className={`${QUIET} shrink-0 py-1 text-sm`} onClick={() => void stop(share.id, say("stopped"))}>
              {say("stop")}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Where it says more than what is shared. */
const titleOf = ({ link }: Share, what: string) => (link?.title === what ? "" : link?.title);

export function factsOf({ role, expires, link }: Share, say: SayOfSharing): string {
  const facts = [!link && say(`role.${role}`), link && link.opened > 0 && say("opened", { n: link.opened }), link?.password && say("locked"), expires && say("until", { when: day(expires.slice(0, 10), "medium") })];
  return facts.filter(Boolean).join(" · ");
}

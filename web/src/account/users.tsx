/** For admins: who has an account, and who is invited. Of their libraries no more than the room that they take. */
import { Pencil } from "lucide-react";
import { useState } from "react";

import type { Account } from "@/api/types";
import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { useStanding } from "@/api/session";
import { Trouble } from "@/api/trouble";
import { Heading } from "@/base/ui/heading";
import { ICON, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useAccountWords, type SayOfAccounts } from "@/base/words/account";
import { instant, size } from "@/base/words/format";

import { ACCOUNTS } from "./acts";
import { Invitations } from "./invitations";
import { Manage } from "./manage";

export default function Users() {
  const say = useAccountWords();
  const frame = useWords();
  const me = useStanding(({ auth }) => auth?.account?.id);
  const { pages, error, bottom, more } = usePages<{ accounts: Account[]; next: string | null }>(ACCOUNTS, (after) => `/accounts?${query({ limit: 50, after })}`, { staleTime: 0 });
  const accounts = pages?.flatMap(({ accounts }) => accounts) ?? [];
  const [managed, setManaged] = useState<string | null>(null);
  const one = accounts.find(({ id }) => id === managed);
  return (
    <>
      <Heading title={say("users.title")} back="/library" />
      {error && <Trouble error={error} />}
      <div className={`grid max-w-2xl gap-5 pb-8 ${PAGE}`}>
        <p className="text-quiet">{say("users.how")}</p>
        <ul className="grid gap-3">
          {accounts.map((account) => (
            <li key={account.id} className="flex items-center gap-4">
              <div className="min-w-0 flex-1">
                <p className={`[overflow-wrap:anywhere] ${account.state === "active" ? "" : "text-quiet"}`}>
                  <bdi>{account.name}</bdi>
                  {account.id === me && <span className="text-sun-text"> · {say("users.you")}</span>}
                </p>
                <p className="text-sm text-quiet tabular-nums">{facts(account, say)}</p>
              </div>
              <button className={ICON} aria-label={say("users.change", { name: account.name })} onClick={() => setManaged(account.id)}>
                <Pencil size={18} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
        <div ref={bottom} />
        {more && (
          <button className={`${QUIET} justify-self-start`} onClick={more}>
            {frame("more")}
          </button>
        )}
        <Invitations />
      </div>
      {one && <Manage account={one} mine={one.id === me} close={() => setManaged(null)} />}
    </>
  );
}

function facts({ role, state, quota, used, seen, created }: Account, say: SayOfAccounts): string {
  const room = role !== "guest" && (quota === null ? say("mine.used", { used: size(used) }) : say("mine.room", { used: size(used), quota: size(quota) }));
  const off = state === "active" ? "" : say(state === "disabled" ? "users.disabled" : "users.leaving");
  const when = seen ? say("users.seen", { when: instant(seen) }) : say("users.since", { when: instant(created) });
  return [off, say(`role.${role}`), room, when].filter(Boolean).join(" · ");
}

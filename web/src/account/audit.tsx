/** What happened to the account (to admins: to all accounts), newest first. */
import { useState } from "react";

import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import type { AuditEntry, Role } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { FIELD, PAGE } from "@/base/ui/styles";
import { useAccountWords, type AccountKey, type SayOfAccounts } from "@/base/words/account";
import { instant } from "@/base/words/format";

import { ROLES } from "./role";

/** By the first word of what happened, or all of it. */
const KINDS = ["sign_in", "sign_in.refused", "session", "password", "factor", "passkey", "provider", "key", "account", "invitation", "share", "deleted"] as const;

export default function Audit() {
  const say = useAccountWords();
  const [what, setWhat] = useState("");
  const { pages, error, bottom } = usePages<{ entries: AuditEntry[]; next: string | null }>(["audit", what], (after) => `/audit?${query({ limit: 50, after, what })}`, { staleTime: 0 });
  const entries = pages?.flatMap(({ entries }) => entries) ?? [];
  return (
    <>
      <Heading title={say("audit.title")} back="/library/account" />
      <div className={`grid max-w-2xl gap-5 pb-8 ${PAGE}`}>
        <p className="text-quiet">{say("audit.how")}</p>
        <label className="flex flex-wrap items-center gap-3">
          <span className="font-semibold">{say("audit.what")}</span>
          <select value={what} onChange={(event) => setWhat(event.target.value)} className={`${FIELD} w-auto appearance-auto`}>
            <option value="">{say("audit.all")}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {say(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        {error && <Trouble error={error} />}
        {pages && !entries.length && <p>{say("audit.none")}</p>}
        <ol className="grid gap-4">
          {entries.map((entry) => (
            <li key={entry.id}>
              <p className="[overflow-wrap:anywhere]">{done(entry, say)}</p>
              <p className="text-sm text-quiet tabular-nums [overflow-wrap:anywhere]">{[instant(entry.at), entry.name, entry.address].filter(Boolean).join(" · ")}</p>
            </li>
          ))}
        </ol>
      </div>
      <div ref={bottom} />
    </>
  );
}

/** What happened, and to what, as far as it has a name. */
function done({ what, detail }: AuditEntry, say: SayOfAccounts): string {
  const { name, role } = detail as { name?: unknown; role?: unknown };
  const of = typeof name === "string" ? name : ROLES.find((one) => one === role);
  return [say(`what.${what}` as AccountKey), of && (of === role ? say(`role.${of as Role}`) : of)].filter(Boolean).join(" · ");
}

/** Those who are invited and have not come yet; and inviting somebody, by a link that is shown once. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { act, send } from "@/api/client";
import type { Given, Invitation, Role } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { FIELD, MAIN, QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";
import { instant } from "@/base/words/format";

import { asked, useDoing } from "./acts";
import { linkOf } from "./manage";
import { bytesOf, QuotaField, RoleField } from "./role";
import { Secret } from "./secret";
import { Wrong } from "./wrong";

const INVITATIONS = ["invitations"];
const DAYS = [1, 7, 30];

export function Invitations() {
  const say = useAccountWords();
  const { data, error } = useQuery(asked<{ invitations: Invitation[] }>(...INVITATIONS));
  const [inviting, setInviting] = useState(false);
  const takeBack = useDoing((id: string) => act("DELETE", `/invitations/${id}`), INVITATIONS);
  return (
    <section className="grid gap-4">
      <h2 className="text-base">{say("invite.title")}</h2>
      <Wrong error={error ?? takeBack.error} />
      {data && data.invitations.length > 0 && (
        <ul className="grid gap-3">
          {data.invitations.map(({ id, role, expires }) => (
            <li key={id} className="flex items-center gap-4">
              <p className="min-w-0 flex-1">{say("invite.open", { role: say(`role.${role}`), when: instant(expires) })}</p>
              <button className={`${QUIET} py-1 text-sm`} disabled={takeBack.isPending} onClick={() => takeBack.mutate(id)}>
                {say("invite.back")}
              </button>
            </li>
          ))}
        </ul>
      )}
      <button className={`${MAIN} justify-self-start`} onClick={() => setInviting(true)}>
        {say("invite.go")}
      </button>
      {inviting && <Invite close={() => setInviting(false)} />}
    </section>
  );
}

function Invite({ close }: { close: () => void }) {
  const say = useAccountWords();
  const [role, setRole] = useState<Role>("member");
  const [quota, setQuota] = useState("");
  const [days, setDays] = useState(7);
  const invite = useDoing((quota: number | null) => send<Given>("POST", "/invitations", { role, days, ...(quota !== null && { quota }) }), INVITATIONS);
  return (
    <Dialog title={say("invite.go")} close={close}>
      {invite.data ? (
        <>
          <p className="mt-3">{say("invite.link", { when: instant(invite.data.expires) })}</p>
          <Secret value={linkOf("invited", invite.data.token)} />
        </>
      ) : (
        <form
          className="mt-3 grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            invite.mutate(role === "guest" ? null : bytesOf(quota));
          }}
        >
          <RoleField role={role} set={setRole} />
          {role !== "guest" && <QuotaField value={quota} set={setQuota} />}
          <label className="grid gap-1.5">
            <span className="font-semibold">{say("invite.days")}</span>
            <select value={days} onChange={(event) => setDays(Number(event.target.value))} className={`${FIELD} appearance-auto`}>
              {DAYS.map((n) => (
                <option key={n} value={n}>
                  {say("invite.dayCount", { n })}
                </option>
              ))}
            </select>
          </label>
          <Wrong error={invite.error} />
          <button className={`${MAIN} justify-self-start`} disabled={invite.isPending}>
            {say("invite.make")}
          </button>
        </form>
      )}
    </Dialog>
  );
}

/** One account, as an admin changes it. */
import { useState } from "react";

import { act, send } from "@/api/client";
import type { Account, Given, Role } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { MAIN, QUIET } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useAccountWords } from "@/base/words/account";
import { instant, size } from "@/base/words/format";

import { ACCOUNTS, useDoing } from "./acts";
import { Delete } from "./delete";
import { bytesOf, gigabytesOf, QuotaField, RoleField } from "./role";
import { Secret } from "./secret";
import { Wrong } from "./wrong";

/** `mine`: of oneself only what cannot shut oneself out; the rest stands on the page of one's own account. */
export function Manage({ account, mine, close }: { account: Account; mine: boolean; close: () => void }) {
  const say = useAccountWords();
  const { id, name, state } = account;
  const [role, setRole] = useState<Role>(account.role);
  const [quota, setQuota] = useState(gigabytesOf(account.quota));
  const change = useDoing((change: object) => act("PATCH", `/accounts/${id}`, change), ACCOUNTS);
  const reset = useDoing(() => send<Given>("POST", `/accounts/${id}/reset`, {}), ACCOUNTS);
  const rest = { onSuccess: close };
  return (
    <Dialog title={name} close={close}>
      <div className="mt-3 grid gap-6">
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ role, quota: bytesOf(quota) }, rest);
          }}
        >
          <RoleField role={role} set={setRole} />
          {role !== "guest" && <QuotaField value={quota} set={setQuota} />}
          <button className={`${MAIN} justify-self-start`} disabled={change.isPending}>
            {say("save")}
          </button>
        </form>
        <Wrong error={change.error ?? reset.error} />
        {reset.data ? (
          <div>
            <p>{say("users.resetHow", { name, when: instant(reset.data.expires) })}</p>
            <Secret value={linkOf("reset", reset.data.token)} />
          </div>
        ) : (
          !mine && (
            <button className={`${QUIET} justify-self-start`} disabled={reset.isPending} onClick={() => reset.mutate(undefined)}>
              {say("users.reset")}
            </button>
          )
        )}
        {!mine && state !== "deleted" && (
          <div className="grid justify-items-start gap-1.5">
            <button className={QUIET} disabled={change.isPending} onClick={() => change.mutate({ state: state === "active" ? "disabled" : "active" }, rest)}>
              {say(state === "active" ? "users.disable" : "users.enable")}
            </button>
            {state === "active" && <p className="text-sm text-quiet">{say("users.disableHow")}</p>}
          </div>
        )}
        {!mine && (
          <Delete
            id={id}
            name={name}
            how={say("users.deleteHow", { size: size(account.used) })}
            done={() => {
              tell(say("users.deleted", { name }));
              close();
            }}
          />
        )}
      </div>
    </Dialog>
  );
}

/** The address that lets somebody in: what stands behind "#" reaches no server. */
export const linkOf = (page: "invited" | "reset", token: string) => `${location.origin}${import.meta.env.BASE_URL}#/${page}?token=${encodeURIComponent(token)}`;

/** One account, as an admin changes it. */
import { useState } from "react";

import type { Account, Given } from "@/api/account-types";
import { act, send } from "@/api/client";
import type { Role } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { MAIN, QUIET } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useAccountWords } from "@/base/words/account";
import { instant, size } from "@/base/words/format";

import { useDoing } from "./acts";
import { TextField } from "./fields";
import { bytesOf, gigabytesOf, QuotaField, RoleField } from "./role";
import { Secret } from "./secret";
import { Wrong } from "./wrong";

export const ACCOUNTS = ["accounts"];

export function Manage({ account, close }: { account: Account; close: () => void }) {
  const say = useAccountWords();
  const { id, name, state } = account;
  const [role, setRole] = useState<Role>(account.role);
  const [quota, setQuota] = useState(gigabytesOf(account.quota));
  const [typed, setTyped] = useState("");
  const change = useDoing((change: object) => act("PATCH", `/accounts/${id}`, change), ACCOUNTS);
  const reset = useDoing(() => send<Given>("POST", `/accounts/${id}/reset`, {}), ACCOUNTS);
  const remove = useDoing(() => act("DELETE", `/accounts/${id}`), ACCOUNTS);
  const [deleting, setDeleting] = useState(false);
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
        <Wrong error={change.error ?? reset.error ?? remove.error} />
        {reset.data ? (
          <div>
            <p>{say("users.resetHow", { name, when: instant(reset.data.expires) })}</p>
            <Secret value={linkOf("reset", reset.data.token)} />
          </div>
        ) : (
          <button className={`${QUIET} justify-self-start`} disabled={reset.isPending} onClick={() => reset.mutate(undefined)}>
            {say("users.reset")}
          </button>
        )}
        {state !== "deleted" && (
          <div className="grid justify-items-start gap-1.5">
            <button className={QUIET} disabled={change.isPending} onClick={() => change.mutate({ state: state === "active" ? "disabled" : "active" }, rest)}>
              {say(state === "active" ? "users.disable" : "users.enable")}
            </button>
            {state === "active" && <p className="text-sm text-quiet">{say("users.disableHow")}</p>}
          </div>
        )}
        {deleting ? (
          <form
            className="grid gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              remove.mutate(undefined, {
                onSuccess: () => {
                  tell(say("users.deleted", { name }));
                  close();
                },
              });
            }}
          >
            <p>{say("users.deleteHow", { size: size(account.used) })}</p>
            <TextField label={say("users.deleteName", { name })} autoComplete="off" autoCapitalize="none" spellCheck={false} value={typed} set={setTyped} />
            <button className={`${QUIET} justify-self-start text-loss`} disabled={typed.trim() !== name || remove.isPending}>
              {say("users.deleteGo")}
            </button>
          </form>
        ) : (
          <button className={`${QUIET} justify-self-start text-loss`} onClick={() => setDeleting(true)}>
            {say("users.delete")}
          </button>
        )}
      </div>
    </Dialog>
  );
}

/** The address that lets somebody in: what stands behind "#" reaches no server. */
export const linkOf = (page: "invited" | "reset", token: string) => `${location.origin}${import.meta.env.BASE_URL}#/${page}?token=${encodeURIComponent(token)}`;

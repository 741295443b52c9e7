/** Asks once more who is there, for all that waits for it (api/proof.ts). */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Passkey, Provider as Linked } from "@/api/types";
import { ask, body } from "@/api/ask";
import { answer } from "@/api/proof";
import { useStanding } from "@/api/session";
import { Dialog } from "@/base/ui/dialog";
import { MAIN, QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

import { asked } from "./acts";
import { CodeField, PasswordField } from "./fields";
import { canPasskeys, show } from "./passkey";
import { PASSKEYS } from "./passkeys";
import { PROVIDER } from "./provider";
import { Wrong } from "./wrong";

export default function Proof() {
  const say = useAccountWords();
  const auth = useStanding(({ auth }) => auth);
  const account = auth?.account;
  const [given, setGiven] = useState("");
  const [coded, setCoded] = useState(false);
  const passkeys = useQuery({ ...asked<{ passkeys: Passkey[] }>(...PASSKEYS), enabled: Boolean(auth?.passkeys) && canPasskeys() });
  const provider = useQuery({ ...asked<Linked>(...PROVIDER), enabled: Boolean(auth?.provider) });
  const prove = useMutation({
    mutationFn: async (shown?: object) => ask("/auth/prove", body("POST", shown ?? (coded ? { code: given.trim() } : { password: given }))),
    onSuccess: () => answer(true),
  });
  const byPasskey = useMutation({ mutationFn: async () => prove.mutateAsync({ passkey: await show() }) });
  // What waits does not wait so long: the browser goes away, and comes back to the account.
  const byProvider = useMutation({
    mutationFn: async () => {
      const away = await ask("/auth/oidc/prove", body("POST"));
      location.assign(((await away.json()) as { url: string }).url);
    },
  });
  const worded = account?.password !== false || account.totp;
  return (
    <Dialog title={say(worded ? "proof.title" : "proof.who")} close={() => answer(false)}>
      <div className="mt-3 grid gap-4">
        <p className="text-quiet">{say("proof.why")}</p>
        {worded && (
          <form
            className="grid gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              prove.mutate(undefined);
            }}
          >
            {/* A password manager fills by the name beside it. */}
            <input type="text" name="username" autoComplete="username" defaultValue={account?.name} hidden readOnly />
            {coded ? <CodeField how={say("enter.codeHow")} value={given} set={setGiven} /> : <PasswordField value={given} set={setGiven} />}
            <div className="flex flex-wrap gap-2">
              <button className={MAIN} disabled={prove.isPending}>
                {say("proof.go")}
              </button>
              {account?.totp && (
                <button
                  type="button"
                  className={QUIET}
                  onClick={() => {
                    setCoded(!coded);
                    setGiven("");
                    prove.reset();
                  }}
                >
                  {say(coded ? "proof.password" : "proof.code")}
                </button>
              )}
            </div>
          </form>
        )}
        <Wrong error={byPasskey.error ?? byProvider.error ?? prove.error} words={{ 401: "proof.wrong", 403: "proof.wrong" }} />
        <div className="flex flex-wrap gap-2">
          {passkeys.data && passkeys.data.passkeys.length > 0 && (
            <button className={worded ? QUIET : MAIN} disabled={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
              {say("proof.passkey")}
            </button>
          )}
          {provider.data?.linked && (
            <button className={QUIET} disabled={byProvider.isPending} onClick={() => byProvider.mutate()}>
              {say("proof.provider", { name: provider.data.name ?? "" })}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

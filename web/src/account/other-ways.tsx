/** Signing in without a password: by a device that has a passkey, or by a provider. */
import { useMutation } from "@tanstack/react-query";
import { Fingerprint, LogIn } from "lucide-react";

import { query } from "@/api/client";
import { enter, useStanding } from "@/api/session";
import { choose } from "@/base/settings";
import { QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

import { entering } from "./acts";
import { canPasskeys, show } from "./passkey";
import { Wrong } from "./wrong";

export function OtherWays({ then }: { then: (account: string) => Promise<void> }) {
  const say = useAccountWords();
  const auth = useStanding(({ auth }) => auth);
  const byPasskey = useMutation({
    mutationFn: async () => {
      const answered = await show();
      await entering(() => enter("/auth/passkey/finish", { ...answered, keep: "cookie" }), then);
    },
  });
  const passkeys = auth?.passkeys && canPasskeys();
  if (!passkeys && !auth?.provider) return null;
  return (
    <div className="grid gap-3">
      {passkeys && (
        <button type="button" className={QUIET} disabled={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
          <Fingerprint size={18} aria-hidden="true" />
          {say("enter.passkey")}
        </button>
      )}
      <Wrong error={byPasskey.error} words={{ 401: "passkey.unknown" }} />
      {auth?.provider && (
        <button
          type="button"
          className={QUIET}
          onClick={() => {
            choose({ token: "" });
            location.assign(`/auth/oidc?${query({ next: location.pathname + location.search })}`);
          }}
        >
          <LogIn size={18} aria-hidden="true" />
          <span className="[overflow-wrap:anywhere]">{say("enter.provider", { name: auth.provider })}</span>
        </button>
      )}
    </div>
  );
}

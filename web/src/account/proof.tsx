/** Asks once more who is there, for all that waits for it (api/proof.ts). */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { ask, body } from "@/api/ask";
import { answer } from "@/api/proof";
import { useStanding } from "@/api/session";
import { Dialog } from "@/base/ui/dialog";
import { MAIN, QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

import { CodeField, PasswordField } from "./fields";
import { Wrong } from "./wrong";

export default function Proof() {
  const say = useAccountWords();
  const account = useStanding(({ auth }) => auth?.account);
  const [given, setGiven] = useState("");
  const [coded, setCoded] = useState(false);
  const prove = useMutation({
    mutationFn: () => ask("/auth/prove", body("POST", coded ? { code: given.trim() } : { password: given })),
    onSuccess: () => answer(true),
  });
  return (
    <Dialog title={say("proof.title")} close={() => answer(false)}>
      <form
        className="mt-3 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate();
        }}
      >
        <p className="text-quiet">{say("proof.why")}</p>
        {/* A password manager fills by the name beside it. */}
        <input type="text" name="username" autoComplete="username" defaultValue={account?.name} hidden readOnly />
        {coded ? <CodeField how={say("enter.codeHow")} value={given} set={setGiven} /> : <PasswordField value={given} set={setGiven} />}
        <Wrong error={prove.error} words={{ 401: "proof.wrong", 403: "proof.wrong" }} />
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
    </Dialog>
  );
}

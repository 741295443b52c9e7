/** Signing out clears the device; what was not sent yet would be lost, so that is asked first. */
import { useMutation } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { useState } from "react";

import { ask, body, Problem } from "@/api/ask";
import { Dialog } from "@/base/ui/dialog";
import { QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";
import { outbox } from "@/offline/store";

import { forget } from "./forget";
import { Wrong } from "./wrong";

async function signOut(): Promise<void> {
  let there = "";
  try {
    const left = await ask("/auth/logout", body("POST"));
    // Where a provider let this device in, one is signed in there yet.
    if (left.status === 200) there = ((await left.json()) as { provider: string }).provider;
  } catch (error) {
    // Over already. Where nobody answers the session would live on, and this device would say that it does not.
    if (!(error instanceof Problem && error.status === 401)) throw error;
  }
  await forget(there);
}

export function SignOut() {
  const say = useAccountWords();
  const [waiting, setWaiting] = useState(0);
  const leave = useMutation({ mutationFn: signOut });
  const begin = async () => {
    const { length } = await outbox();
    if (length) setWaiting(length);
    else leave.mutate();
  };
  return (
    <section className="grid justify-items-start gap-3">
      <p className="text-quiet">{say("out.how")}</p>
      <Wrong error={leave.error} />
      <button className={QUIET} disabled={leave.isPending} onClick={() => void begin()}>
        <LogOut size={18} aria-hidden="true" />
        {say("out.title")}
      </button>
      {waiting > 0 && (
        <Dialog title={say("out.title")} close={() => setWaiting(0)}>
          <p className="mt-3 mb-4">{say("out.waits", { n: waiting })}</p>
          <div className="flex flex-wrap gap-2">
            <button className={QUIET} onClick={() => setWaiting(0)}>
              {say("out.stay")}
            </button>
            <button className={`${QUIET} text-loss`} disabled={leave.isPending} onClick={() => leave.mutate()}>
              {say("out.anyway")}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

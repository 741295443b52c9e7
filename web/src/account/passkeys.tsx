/** The passkeys of one's account: making, naming and removing them. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Passkey } from "@/api/types";
import { act } from "@/api/client";
import { useStanding } from "@/api/session";
import { Dialog } from "@/base/ui/dialog";
import { MAIN, QUIET } from "@/base/ui/styles";
import { useAccountWords, type SayOfAccounts } from "@/base/words/account";
import { instant } from "@/base/words/format";

import { Section } from "./account";
import { asked, useDoing } from "./acts";
import { program } from "./agent";
import { TextField } from "./fields";
import { canPasskeys, make } from "./passkey";
import { Wrong } from "./wrong";

export const PASSKEYS = ["account", "passkeys"];

export function Passkeys() {
  const say = useAccountWords();
  const here = useStanding(({ auth }) => auth?.passkeys);
  const { data, error } = useQuery(asked<{ passkeys: Passkey[] }>(...PASSKEYS));
  const [making, setMaking] = useState(false);
  const [renaming, setRenaming] = useState<Passkey | null>(null);
  const [leaving, setLeaving] = useState<Passkey | null>(null);
  const remove = useDoing((id: string) => act("DELETE", `/account/passkeys/${id}`), PASSKEYS);
  const can = here && canPasskeys();
  return (
    <Section title={say("passkeys.title")}>
      <p className="text-quiet">{say("passkeys.how")}</p>
      {data && data.passkeys.length > 0 && (
        <ul className="grid w-full gap-4">
          {data.passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-60">
                <p className="[overflow-wrap:anywhere]">
                  <bdi>{passkey.name}</bdi>
                </p>
                <p className="text-sm text-quiet tabular-nums [overflow-wrap:anywhere]">{facts(passkey, say)}</p>
              </div>
              <div className="flex gap-2">
                <button className={`${QUIET} py-1 text-sm`} onClick={() => setRenaming(passkey)}>
                  {say("passkeys.rename")}
                </button>
                <button className={`${QUIET} py-1 text-sm`} onClick={() => setLeaving(passkey)}>
                  {say("passkeys.remove")}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Wrong error={error ?? remove.error} words={{ 409: "provider.last" }} />
      {can ? (
        <button className={QUIET} onClick={() => setMaking(true)}>
          {say("passkeys.make")}
        </button>
      ) : (
        <p className="text-quiet">{say("passkeys.cannot")}</p>
      )}
      {making && <Make close={() => setMaking(false)} />}
      {renaming && <Rename passkey={renaming} close={() => setRenaming(null)} />}
      {leaving && (
        <Dialog title={say("passkeys.remove")} close={() => setLeaving(null)}>
          <p className="mt-3 mb-4">{say("passkeys.removeSure", { name: leaving.name })}</p>
          <button
            className={`${QUIET} text-loss`}
            onClick={() => {
              remove.mutate(leaving.id);
              setLeaving(null);
            }}
          >
            {say("passkeys.remove")}
          </button>
        </Dialog>
      )}
    </Section>
  );
}

function Make({ close }: { close: () => void }) {
  const say = useAccountWords();
  const known = program(navigator.userAgent);
  const making = useDoing(make, PASSKEYS);
  return (
    <Naming title={say("passkeys.make")} first={known ? say("devices.on", known) : ""} doing={making} go={say("passkeys.go")} close={close}>
      <p className="text-quiet">{say("passkeys.makeHow")}</p>
    </Naming>
  );
}

function Rename({ passkey, close }: { passkey: Passkey; close: () => void }) {
  const say = useAccountWords();
  const renaming = useDoing((name: string) => act("PATCH", `/account/passkeys/${passkey.id}`, { name }), PASSKEYS);
  return <Naming title={say("passkeys.rename")} first={passkey.name} doing={renaming} go={say("save")} close={close} />;
}

interface Named {
  title: string;
  first: string;
  go: string;
  doing: ReturnType<typeof useDoing<string>>;
  close: () => void;
  children?: React.ReactNode;
}

function Naming({ title, first, go, doing, close, children }: Named) {
  const say = useAccountWords();
  const [name, setName] = useState(first);
  return (
    <Dialog title={title} close={close}>
      <form
        className="mt-3 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          doing.mutate(name, { onSuccess: close });
        }}
      >
        {children}
        <TextField label={say("passkeys.name")} dir="auto" maxLength={64} value={name} set={setName} />
        <Wrong error={doing.error} words={{ 409: "passkey.known" }} />
        <button className={`${MAIN} justify-self-start`} disabled={doing.isPending}>
          {go}
        </button>
      </form>
    </Dialog>
  );
}

function facts({ host, used, created }: Passkey, say: SayOfAccounts): string {
  const use = used ? say("keys.used", { when: instant(used) }) : say("passkeys.made", { when: instant(created) });
  return [host !== location.hostname && say("passkeys.host", { host }), use].filter(Boolean).join(" · ");
}

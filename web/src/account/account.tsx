/** One's own account: name, password, second factor, and the ways to what belongs to it. */
import { useMutation } from "@tanstack/react-query";
import { KeyRound, MonitorSmartphone, ScrollText } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";

import { act } from "@/api/client";
import type { Me } from "@/api/types";
import { proven } from "@/api/proof";
import { stand, useStanding } from "@/api/session";
import { Heading } from "@/base/ui/heading";
import { MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useAccountWords } from "@/base/words/account";

import { Delete } from "./delete";
import { NameField, NewPasswordField } from "./fields";
import { forget } from "./forget";
import { Passkeys } from "./passkeys";
import { Provider } from "./provider";
import { SignOut } from "./sign-out";
import { Totp } from "./totp";
import { Wrong } from "./wrong";

export default function AccountPage() {
  const say = useAccountWords();
  const account = useStanding(({ auth }) => auth?.account);
  if (!account) return <Heading title={say("mine.title")} back="/library" />;
  const row = "flex items-center gap-4 rounded-2xl px-4 py-3.5 hover:bg-wash";
  return (
    <>
      <Heading title={say("mine.title")} back="/library" />
      <div className={`grid max-w-xl gap-9 pb-8 ${PAGE}`}>
        <nav aria-label={say("mine.title")} className="-mx-4 grid">
          <Link href="/library/account/devices" className={row}>
            <MonitorSmartphone size={20} aria-hidden="true" />
            {say("devices.title")}
          </Link>
          <Link href="/library/account/keys" className={row}>
            <KeyRound size={20} aria-hidden="true" />
            {say("keys.title")}
          </Link>
          <Link href="/library/audit" className={row}>
            <ScrollText size={20} aria-hidden="true" />
            {say("audit.title")}
          </Link>
        </nav>
        <Naming account={account} />
        <Password account={account} />
        <Totp account={account} />
        <Passkeys />
        <Provider />
        <Export />
        <SignOut />
        <Delete id={account.id} name={account.name} how={say("mine.delete")} done={() => void forget()} />
      </div>
    </>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid justify-items-start gap-3">
      <h2 className="text-base">{title}</h2>
      {children}
    </section>
  );
}

function Naming({ account }: { account: Me }) {
  const say = useAccountWords();
  const [name, setName] = useState(account.name);
  const rename = useMutation({ mutationFn: () => act("PATCH", "/account", { name }), onSuccess: () => stand().then(() => tell(say("saved"))) });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate();
      }}
    >
      <NameField how={say(`role.${account.role}.how`)} value={name} set={setName} />
      <Wrong error={rename.error} words={{ 409: "invited.taken" }} />
      {name.trim() !== account.name && (
        <button className={`${MAIN} justify-self-start`} disabled={rename.isPending}>
          {say("save")}
        </button>
      )}
    </form>
  );
}

function Password({ account }: { account: Me }) {
  const say = useAccountWords();
  const [password, setPassword] = useState("");
  const [opened, setOpened] = useState(false);
  const change = useMutation({
    mutationFn: () => act("POST", "/account/password", { password }),
    onSuccess: () => {
      setPassword("");
      setOpened(false);
      tell(say("password.changed"));
      void stand();
    },
  });
  return (
    <Section title={say("password")}>
      {opened ? (
        <form
          className="grid w-full gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          <input type="text" name="username" autoComplete="username" value={account.name} hidden readOnly />
          <NewPasswordField account={account.name} value={password} set={setPassword} />
          <Wrong error={change.error} />
          <div className="flex flex-wrap gap-2">
            <button className={MAIN} disabled={change.isPending}>
              {say(account.password ? "password.change" : "password.make")}
            </button>
            <button type="button" className={QUIET} onClick={() => setOpened(false)}>
              {say("cancel")}
            </button>
          </div>
        </form>
      ) : (
        <>
          {!account.password && <p className="text-quiet">{say("password.none")}</p>}
          <button className={QUIET} onClick={() => setOpened(true)}>
            {say(account.password ? "password.change" : "password.make")}
          </button>
        </>
      )}
    </Section>
  );
}

function Export() {
  const say = useAccountWords();
  const fetched = useMutation({
    mutationFn: async () => {
      // The browser takes the file by itself, and cannot be asked anything on the way.
      await stand();
      if (useStanding.getState().auth?.proven || (await proven())) location.assign("/account/export");
    },
  });
  return (
    <Section title={say("mine.export")}>
      <p className="text-quiet">{say("mine.exportHow")}</p>
      <Wrong error={fetched.error} />
      <button className={QUIET} disabled={fetched.isPending} onClick={() => fetched.mutate()}>
        {say("mine.exportGo")}
      </button>
    </Section>
  );
}

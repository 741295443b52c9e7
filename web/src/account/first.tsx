/** An open installation is closed: its first account. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { enter, useStanding } from "@/api/session";
import { useSettings } from "@/base/settings";
import { Heading } from "@/base/ui/heading";
import { MAIN, PAGE } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";
import { handOver } from "@/offline/store";

import { entering } from "./acts";
import { NameField, NewPasswordField, TextField } from "./fields";
import { isOpenToAll, Plain } from "./plain";
import { Wrong } from "./wrong";

export default function First() {
  const say = useAccountWords();
  const auth = useStanding(({ auth }) => auth);
  const known = useSettings(({ token }) => token);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [token, setToken] = useState(known);
  // What waits on this device was put there by whom the library belongs to.
  const make = useMutation({ mutationFn: () => entering(() => enter("/auth/first", { name, password, ...(token && { token }) }), handOver) });
  if (!auth) return <Heading title={say("first.title")} back="/library/settings" />;
  return (
    <>
      <Heading title={say("first.title")} back="/library/settings" />
      <div className={`grid max-w-xl gap-5 pb-8 ${PAGE}`}>
        <p>{say("first.what")}</p>
        <p className="text-quiet">{say("first.yours")}</p>
        {auth.first === "elsewhere" ? (
          <p>{say("first.elsewhere")}</p>
        ) : isOpenToAll(auth) ? (
          <Plain />
        ) : (
          <form
            className="grid gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              make.mutate();
            }}
          >
            {(known || auth.first !== "here") && (
              <TextField label={say("first.given")} how={say("first.token")} type="password" autoComplete="off" value={token} set={setToken} />
            )}
            <NameField how={say("invited.name")} value={name} set={setName} />
            <NewPasswordField label={say("password")} account={name} value={password} set={setPassword} />
            <Wrong error={make.error} words={{ 409: "first.late" }} />
            <button className={`${MAIN} justify-self-start`} disabled={make.isPending}>
              {say("first.go")}
            </button>
          </form>
        )}
      </div>
    </>
  );
}

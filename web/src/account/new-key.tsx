/** A key is made: what it is for, what it may do, until when. */
import { useState } from "react";

import type { NewApiKey, Right } from "@/api/types";
import { send } from "@/api/client";
import { Dialog } from "@/base/ui/dialog";
import { FIELD, MAIN } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

import { useDoing } from "./acts";
import { TextField } from "./fields";
import { Wrong } from "./wrong";

export const KEYS = ["account", "keys"];

const SCOPES: Right[] = ["see", "add", "change", "remove", "manage"];
const DAYS = [30, 90, 365, 0];
const DAY = 24 * 3600_000; // milliseconds

export function NewKey({ close, made }: { close: () => void; made: (key: NewApiKey) => void }) {
  const say = useAccountWords();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Right[]>(["see"]);
  const [days, setDays] = useState(365);
  const make = useDoing((expires: string | null) => send<NewApiKey>("POST", "/account/keys", { name: name.trim(), scopes, ...(expires && { expires }) }), KEYS);
  return (
    <Dialog title={say("keys.make")} close={close}>
      <form
        className="mt-3 grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate(days ? new Date(Date.now() + days * DAY).toISOString() : null, { onSuccess: made });
        }}
      >
        <TextField label={say("keys.name")} autoComplete="off" maxLength={100} dir="auto" value={name} set={setName} />
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-semibold">{say("keys.may")}</legend>
          {SCOPES.map((scope) => (
            <label key={scope} className="flex items-center gap-3">
              <input
                type="checkbox"
                className="size-5"
                checked={scopes.includes(scope)}
                onChange={({ target }) => setScopes(SCOPES.filter((one) => (one === scope ? target.checked : scopes.includes(one))))}
              />
              {say(`scope.${scope}`)}
            </label>
          ))}
        </fieldset>
        <label className="grid gap-1.5">
          <span className="font-semibold">{say("keys.until")}</span>
          <select value={days} onChange={(event) => setDays(Number(event.target.value))} className={`${FIELD} appearance-auto`}>
            {DAYS.map((n) => (
              <option key={n} value={n}>
                {n ? say("keys.days", { n }) : say("keys.never")}
              </option>
            ))}
          </select>
        </label>
        <Wrong error={make.error} />
        <button className={`${MAIN} justify-self-start`} disabled={make.isPending || !scopes.length}>
          {say("keys.make")}
        </button>
      </form>
    </Dialog>
  );
}

/** Keys of programs: what each may do, until when, and making, renewing and ending one. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { act, json } from "@/api/client";
import type { ApiKey, NewApiKey } from "@/api/types";
import { Trouble } from "@/api/trouble";
import { Dialog } from "@/base/ui/dialog";
import { Heading } from "@/base/ui/heading";
import { MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useAccountWords, type SayOfAccounts } from "@/base/words/account";
import { instant } from "@/base/words/format";

import { asked, useDoing } from "./acts";
import { KEYS, NewKey } from "./new-key";
import { Secret } from "./secret";
import { Wrong } from "./wrong";

const TOKEN = "token"; // the id of HELIOGRAPH_TOKEN

export default function Keys() {
  const say = useAccountWords();
  const { data, error } = useQuery(asked<{ keys: ApiKey[] }>(...KEYS));
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const renew = useDoing((id: string) => json<NewApiKey>(`/account/keys/${id}/rotate`, { method: "POST" }), KEYS);
  const end = useDoing((id: string) => act("DELETE", `/account/keys/${id}`), KEYS);
  const shown = made ?? renew.data;
  return (
    <>
      <Heading title={say("keys.title")} back="/library/account" />
      {error && <Trouble error={error} />}
      <div className={`grid max-w-2xl gap-5 pb-8 ${PAGE}`}>
        <p className="text-quiet">{say("keys.how")}</p>
        <button className={`${MAIN} justify-self-start`} onClick={() => setMaking(true)}>
          {say("keys.make")}
        </button>
        {data && !data.keys.length && <p>{say("keys.none")}</p>}
        <ul className="grid gap-5">
          {data?.keys.map((key) => (
            <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-60">
                <p className="[overflow-wrap:anywhere]">{key.id === TOKEN ? say("keys.token") : key.name}</p>
                <p className="text-sm text-quiet tabular-nums">{facts(key, say)}</p>
              </div>
              <div className="flex gap-2">
                {key.id !== TOKEN && (
                  <button className={`${QUIET} py-1 text-sm`} disabled={renew.isPending} onClick={() => renew.mutate(key.id)}>
                    {say("keys.rotate")}
                  </button>
                )}
                <button className={`${QUIET} py-1 text-sm`} onClick={() => setLeaving(key)}>
                  {say(key.id === TOKEN ? "keys.off" : "keys.delete")}
                </button>
              </div>
            </li>
          ))}
        </ul>
        <Wrong error={renew.error ?? end.error} />
      </div>
      {making && (
        <NewKey
          close={() => setMaking(false)}
          made={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      )}
      {shown && (
        <Dialog
          title={shown.name}
          close={() => {
            setMade(null);
            renew.reset();
          }}
        >
          <p className="mt-3">
            {say("keys.secret")} {!made && say("keys.rotated")}
          </p>
          <Secret value={shown.secret} />
        </Dialog>
      )}
      {leaving && (
        <Dialog title={say(leaving.id === TOKEN ? "keys.off" : "keys.delete")} close={() => setLeaving(null)}>
          <p className="mt-3 mb-4">{leaving.id === TOKEN ? say("keys.tokenSure") : say("keys.deleteSure", { name: leaving.name })}</p>
          <button
            className={`${QUIET} text-loss`}
            onClick={() => {
              end.mutate(leaving.id);
              setLeaving(null);
            }}
          >
            {say(leaving.id === TOKEN ? "keys.off" : "keys.delete")}
          </button>
        </Dialog>
      )}
    </>
  );
}

function facts({ scopes, expires, used }: ApiKey, say: SayOfAccounts): string {
  const ends = expires && say(Date.parse(expires) < Date.now() ? "keys.ended" : "keys.ends", { when: instant(expires) });
  return [scopes.map((scope) => say(`scope.${scope}`)).join(", "), ends, used ? say("keys.used", { when: instant(used) }) : say("keys.unused")].filter(Boolean).join(" · ");
}

/** Somebody comes by an invitation: who invites them as what, and their own name and password. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Invited as Look } from "@/api/types";
import { Problem, send } from "@/api/client";
import { enter } from "@/api/session";
import { MAIN, QUIET } from "@/base/ui/styles";
import { begin, mine } from "@/base/whose";
import { useAccountWords } from "@/base/words/account";
import { instant } from "@/base/words/format";

import { entering } from "./acts";
import { NameField, NewPasswordField } from "./fields";
import { Frame } from "./frame";
import { Wrong } from "./wrong";

export default function Invited({ token }: { token: string }) {
  const say = useAccountWords();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { data, error } = useQuery({ queryKey: ["invitation"], queryFn: () => send<Look>("POST", "/invitations/look", { token }), retry: false, staleTime: Infinity, enabled: !mine });
  const accept = useMutation({ mutationFn: () => entering(() => enter("/invitations/accept", { token, name, password })) });
  const gone = [error, accept.error].some((wrong) => wrong instanceof Problem && wrong.status === 404);
  return (
    <Frame title={say("invited.title")}>
      {mine || gone ? (
        <>
          <p>{say(mine ? "invited.somebody" : "invited.gone")}</p>
          <button className={`${QUIET} justify-self-start`} onClick={() => begin()}>
            {say("invited.home")}
          </button>
        </>
      ) : (
        <Wrong error={error} />
      )}
      {data && !gone && (
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            accept.mutate();
          }}
        >
          <div>
            <p>{say("invited.by", { name: data.by })}</p>
            <p className="mt-1.5 text-sm text-quiet">
              {say(`role.${data.role}.how`)} {say("invited.until", { when: instant(data.expires) })}
            </p>
          </div>
          <NameField how={say("invited.name")} value={name} set={setName} />
          <NewPasswordField label={say("password")} account={name} value={password} set={setPassword} />
          <Wrong error={accept.error} words={{ 409: "invited.taken" }} />
          <button className={MAIN} disabled={accept.isPending}>
            {say("invited.go")}
          </button>
        </form>
      )}
    </Frame>
  );
}

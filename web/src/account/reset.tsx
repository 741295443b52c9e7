/** A new password by a link that an admin gave. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { act } from "@/api/client";
import { MAIN } from "@/base/ui/styles";
import { begin } from "@/base/whose";
import { useAccountWords } from "@/base/words/account";

import { NewPasswordField } from "./fields";
import { Frame } from "./frame";
import { Wrong } from "./wrong";

export function Reset({ token }: { token: string }) {
  const say = useAccountWords();
  const [password, setPassword] = useState("");
  const reset = useMutation({ mutationFn: () => act("POST", "/auth/reset", { token, password }) });
  return (
    <Frame title={say("reset.title")}>
      {reset.isSuccess ? (
        <>
          <p role="status">{say("reset.done")}</p>
          <button className={MAIN} onClick={() => begin()}>
            {say("enter.title")}
          </button>
        </>
      ) : (
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            reset.mutate();
          }}
        >
          <p className="text-quiet">{say("reset.how")}</p>
          <NewPasswordField account="" value={password} set={setPassword} />
          <Wrong error={reset.error} words={{ 404: "reset.gone" }} />
          <button className={MAIN} disabled={reset.isPending}>
            {say("save")}
          </button>
        </form>
      )}
    </Frame>
  );
}

/** An account goes for ever, once its name was typed. */
import { useState } from "react";

import { act } from "@/api/client";
import { QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";

import { ACCOUNTS, useDoing } from "./acts";
import { TextField } from "./fields";
import { Wrong } from "./wrong";

export function Delete({ id, name, how, done }: { id: string; name: string; how: string; done: () => void }) {
  const say = useAccountWords();
  const [typed, setTyped] = useState("");
  const [opened, setOpened] = useState(false);
  const remove = useDoing(() => act("DELETE", `/accounts/${id}`), ACCOUNTS);
  if (!opened)
    return (
      <button className={`${QUIET} justify-self-start text-loss`} onClick={() => setOpened(true)}>
        {say("users.delete")}
      </button>
    );
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate(undefined, { onSuccess: done });
      }}
    >
      <p>{how}</p>
      <TextField label={say("users.deleteName", { name })} autoComplete="off" autoCapitalize="none" spellCheck={false} value={typed} set={setTyped} />
      <Wrong error={remove.error} />
      <button className={`${QUIET} justify-self-start text-loss`} disabled={typed.trim() !== name || remove.isPending}>
        {say("users.deleteGo")}
      </button>
    </form>
  );
}

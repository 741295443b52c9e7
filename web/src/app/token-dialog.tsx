/** Asks for the token, once: this device remembers it until it is forgotten in the settings. */
import { useState } from "react";

import { unlock, useConnection } from "@/api/client";
import { queries } from "@/api/queries";
import { Dialog } from "@/base/ui/dialog";
import { MAIN } from "@/base/ui/styles";
import { useWords } from "@/base/words";

export default function TokenDialog() {
  const say = useWords();
  const refused = useConnection((connection) => connection.refused);
  const [token, setToken] = useState("");
  return (
    <Dialog title={say("token.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          unlock(token);
          void queries.refetchQueries();
        }}
      >
        <p className="mt-2 text-quiet">{say("token.why")}</p>
        {refused && (
          <p role="alert" className="mt-2 text-loss">
            {say("token.refused")}
          </p>
        )}
        <label className="mt-4 block text-sm" htmlFor="token">
          {say("token.label")}
        </label>
        <input
          id="token"
          type="password"
          autoComplete="current-password"
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
          className="mt-1 mb-4 w-full rounded-xl bg-wash px-4 py-2.5"
        />
        <button className={MAIN}>{say("token.go")}</button>
      </form>
    </Dialog>
  );
}

/** The app for who is not signed in: name, password, and a code where there is a second factor. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { Problem } from "@/api/client";
import { enter, useStanding } from "@/api/session";
import { MAIN } from "@/base/ui/styles";
import { mine } from "@/base/whose";
import { useAccountWords } from "@/base/words/account";
import { outbox } from "@/offline/store";

import { entering } from "./acts";
import { CodeField, NameField, PasswordField } from "./fields";
import { Frame } from "./frame";
import { Left } from "./left";
import { OtherWays } from "./other-ways";
import { isOpenToAll, Plain } from "./plain";
import { Wrong } from "./wrong";

export default function SignIn() {
  const say = useAccountWords();
  const auth = useStanding(({ auth }) => auth);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [coded, setCoded] = useState(false);
  const [left, setLeft] = useState<{ count: number; decided: (account: string) => void; account: string } | null>(null);
  const codeField = useRef<HTMLDivElement>(null);
  /** What waits from before there were accounts becomes nobody's unasked. */
  const ofBefore = async (account: string) => {
    const count = mine ? 0 : (await outbox()).length;
    if (count) await new Promise<void>((resolve) => setLeft({ count, account, decided: () => resolve() }));
  };
  const signIn = useMutation({
    mutationFn: () => entering(() => enter("/auth/login", { name, password, keep: "cookie", ...(code && { code: code.trim() }) }), ofBefore),
    onError: (error) => {
      if (error instanceof Problem && error.needs === "code") setCoded(true);
    },
  });
  useEffect(() => {
    if (coded) codeField.current?.querySelector("input")?.focus();
  }, [coded]);
  const wantsCode = signIn.error instanceof Problem && signIn.error.needs === "code";
  const firstAsked = wantsCode && !code;
  if (left) return <Left {...left} />;
  return (
    <Frame title={say("enter.title")}>
      {auth && isOpenToAll(auth) ? (
        <Plain />
      ) : (
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate();
          }}
        >
          {mine && <p className="text-quiet">{say("enter.over")}</p>}
          <NameField value={name} set={setName} />
          <PasswordField value={password} set={setPassword} />
          {coded && (
            <div ref={codeField}>
              <CodeField how={say("enter.codeHow")} value={code} set={setCode} />
            </div>
          )}
          {!firstAsked && <Wrong error={signIn.error} words={{ 401: wantsCode ? "enter.wrongCode" : "enter.wrong" }} />}
          <button className={MAIN} disabled={signIn.isPending}>
            {say("enter.go")}
          </button>
          <OtherWays then={ofBefore} />
          <p className="text-sm text-quiet">{say("enter.lost")}</p>
        </form>
      )}
    </Frame>
  );
}

/** A code from an app beside the password: set up by a QR code that is drawn here, and kept by codes on paper. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { encode } from "uqr";

import { act, json, send } from "@/api/client";
import type { Me } from "@/api/types";
import { stand } from "@/api/session";
import { Dialog } from "@/base/ui/dialog";
import { MAIN, QUIET } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useAccountWords } from "@/base/words/account";

import { Section } from "./account";
import { CodeField } from "./fields";
import { Secret } from "./secret";
import { Wrong } from "./wrong";

interface Begun {
  secret: string;
  uri: string;
}

export function Totp({ account }: { account: Me }) {
  const say = useAccountWords();
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useMutation({ mutationFn: () => json<Begun>("/account/totp", { method: "POST" }) });
  const end = useMutation({ mutationFn: () => act("DELETE", "/account/totp"), onSuccess: () => stand().then(() => tell(say("totp.ended"))) });
  return (
    <Section title={say("totp.title")}>
      <p className="text-quiet">{say(account.totp ? "totp.on" : "totp.off")}</p>
      <Wrong error={begin.error ?? end.error} />
      {account.totp ? (
        <button className={QUIET} disabled={end.isPending} onClick={() => end.mutate()}>
          {say("totp.end")}
        </button>
      ) : (
        <button className={QUIET} disabled={begin.isPending} onClick={() => begin.mutate()}>
          {say("totp.start")}
        </button>
      )}
      {begin.data && !codes && !account.totp && (
        <Confirm
          begun={begin.data}
          close={begin.reset}
          confirmed={(recovery) => {
            setCodes(recovery);
            begin.reset();
            void stand();
          }}
        />
      )}
      {codes && (
        <Dialog title={say("recovery.title")}>
          <p className="mt-3 text-quiet">{say("recovery.how")}</p>
          <Secret value={codes.join("\n")} />
          <div className="flex flex-wrap gap-2">
            <button className={MAIN} onClick={() => setCodes(null)}>
              {say("recovery.kept")}
            </button>
            <button className={QUIET} onClick={() => print()}>
              {say("recovery.print")}
            </button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}

function Confirm({ begun, close, confirmed }: { begun: Begun; close: () => void; confirmed: (recovery: string[]) => void }) {
  const say = useAccountWords();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => send<{ recovery: string[] }>("POST", "/account/totp/confirm", { code: code.trim() }),
    onSuccess: ({ recovery }) => confirmed(recovery),
  });
  return (
    <Dialog title={say("totp.title")} close={close}>
      <form
        className="mt-3 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate();
        }}
      >
        <p>{say("totp.scan")}</p>
        <QrCode of={begun.uri} label={say("totp.qr")} />
        <Secret value={begun.secret} />
        <CodeField label={say("totp.confirm")} inputMode="numeric" value={code} set={setCode} />
        <Wrong error={confirm.error} words={{ 401: "enter.wrongCode", 422: "enter.wrongCode" }} />
        <button className={`${MAIN} justify-self-start`} disabled={confirm.isPending}>
          {say("totp.go")}
        </button>
      </form>
    </Dialog>
  );
}

/** Dark on light in both themes: not every camera reads the other way round. */
function QrCode({ of, label }: { of: string; label: string }) {
  const { data, size } = encode(of, { ecc: "M", border: 3 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="w-52 max-w-full justify-self-center rounded-xl bg-white">
      <path d={path} fill="#000" />
    </svg>
  );
}

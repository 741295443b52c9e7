/** Over http nobody is signed in beyond this machine: what is missing, why, and the way to it. */
import type { Auth } from "@/api/types";
import { useAccountWords } from "@/base/words/account";

/** A setting may allow it, which does not make it less true. */
export const isOpenToAll = ({ secure, plain_http_allowed }: Auth) => !secure && !plain_http_allowed;

export function Plain() {
  const say = useAccountWords();
  const commands = `apt install caddy\ncaddy reverse-proxy --from ${location.hostname} --to 127.0.0.1:${location.port || "8000"}`;
  return (
    <section className="grid gap-3">
      <h2 className="text-base">{say("plain.title")}</h2>
      <p>{say("plain.why")}</p>
      <p className="text-quiet">{say("plain.how")}</p>
      <pre dir="ltr" className="rounded-xl bg-wash px-4 py-3 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        <code>{commands}</code>
      </pre>
      <p className="text-quiet">{say("plain.else")}</p>
    </section>
  );
}

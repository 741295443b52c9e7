/** Linking one's account to the provider that one can sign in with. */
import { useMutation, useQuery } from "@tanstack/react-query";

import type { Provider as Linked } from "@/api/types";
import { act, json } from "@/api/client";
import { QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";
import { instant } from "@/base/words/format";

import { Section } from "./account";
import { asked, useDoing } from "./acts";
import { Wrong } from "./wrong";

export const PROVIDER = ["account", "oidc"];

export function Provider() {
  const say = useAccountWords();
  const { data } = useQuery(asked<Linked>(...PROVIDER));
  // The browser goes there, and comes back to this page by itself.
  const link = useMutation({ mutationFn: async () => location.assign((await json<{ url: string }>("/account/oidc/begin", { method: "POST" })).url) });
  const unlink = useDoing(() => act("DELETE", "/account/oidc"), PROVIDER);
  if (!data?.name) return null;
  return (
    <Section title={say("provider.title", { name: data.name })}>
      <p className="text-quiet [overflow-wrap:anywhere]">{data.linked ? say("provider.linked", { label: data.label, when: instant(data.linked) }) : say("provider.how")}</p>
      <Wrong error={link.error ?? unlink.error} words={{ 409: "provider.last" }} />
      {data.linked ? (
        <button className={QUIET} disabled={unlink.isPending} onClick={() => unlink.mutate(undefined)}>
          {say("provider.unlink")}
        </button>
      ) : (
        <button className={QUIET} disabled={link.isPending} onClick={() => link.mutate()}>
          {say("provider.link")}
        </button>
      )}
    </Section>
  );
}

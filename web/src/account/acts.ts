/** What is asked and done about accounts, and what is said when it is refused. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import type { Entered } from "@/api/types";
import { json, Problem, useConnection } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import { stand } from "@/api/session";
import { choose } from "@/base/settings";
import { become, hold, mine } from "@/base/whose";
import type { SayOfAccounts } from "@/base/words/account";

import { Unshown } from "./passkey";

export const ACCOUNTS = ["accounts"];

export const asked = <T>(...path: string[]) => queryOptions({ queryKey: path, queryFn: () => json<T>(`/${path.join("/")}`), staleTime: 0, retry: false });

/** Something is done, and what the list says of it is asked anew. */
export function useDoing<Given, Said = unknown>(doing: (given: Given) => Promise<Said>, list: readonly string[]) {
  const client = useQueryClient();
  return useMutation({ mutationFn: doing, onSuccess: () => client.invalidateQueries({ queryKey: list }) });
}

/** In words; "" of what the reader themselves did not want to go on with. */
export function refusal(error: unknown, say: SayOfAccounts): string {
  if (error instanceof Unshown) return say(error.known ? "passkey.known" : "passkey.unshown");
  if (error instanceof Problem) {
    if (error.needs === "proof") return "";
    if (error.status === 429) return say("wait", { n: Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60)) });
  }
  return sentence(error);
}

/** Signs in while no other tab sends anything, for it could be as another. `then` is what is to be done for who came in. */
export async function entering(signIn: () => Promise<Entered>, then?: (account: string) => Promise<void>): Promise<void> {
  const release = hold();
  try {
    const { account } = await signIn();
    choose({ token: "" });
    await then?.(account.id);
    if (account.id !== mine) return become(account.id);
    release();
    await stand();
    useConnection.setState({ locked: false });
    void queries.resetQueries();
  } catch (error) {
    release();
    throw error;
  }
}

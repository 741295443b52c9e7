/** Back from the provider, and it did not come to it: why, and how to go on. */
import { MAIN } from "@/base/ui/styles";
import { begin, mine } from "@/base/whose";
import { useAccountWords, type AccountKey } from "@/base/words/account";

import { Frame } from "./frame";

/** As the gateway says it. */
const WHY: Record<string, AccountKey> = {
  denied: "refused.denied",
  over: "refused.over",
  away: "refused.away",
  wrong: "refused.wrong",
  unknown: "refused.unknown",
  linked: "refused.linked",
  closed: "refused.closed",
  other: "refused.other",
  stale: "refused.stale",
};

export function Refused({ why }: { why: string }) {
  const say = useAccountWords();
  return (
    <Frame title={say("refused.title")}>
      <p role="alert">{say(WHY[why] ?? "refused.wrong")}</p>
      <button className={`${MAIN} justify-self-start`} onClick={() => begin()}>
        {say(mine ? "invited.home" : "enter.title")}
      </button>
    </Frame>
  );
}

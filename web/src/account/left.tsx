/** Files wait here that were chosen before anybody signed in: only who signs in now can say whose they are. */
import { MAIN, QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";
import { forgetAll, handOver } from "@/offline/store";

import { Frame } from "./frame";

export function Left({ count, account, decided }: { count: number; account: string; decided: (account: string) => void }) {
  const say = useAccountWords();
  return (
    <Frame title={say("enter.title")}>
      <p>{say("enter.waiting", { n: count })}</p>
      <div className="flex flex-wrap gap-2">
        <button className={MAIN} onClick={() => void handOver(account).then(() => decided(account))}>
          {say("enter.take")}
        </button>
        <button className={QUIET} onClick={() => void forgetAll().then(() => decided(account))}>
          {say("enter.leave")}
        </button>
      </div>
    </Frame>
  );
}

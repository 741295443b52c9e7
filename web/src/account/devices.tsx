/** Where one is signed in, and ending it there. */
import { useQuery } from "@tanstack/react-query";

import { act } from "@/api/client";
import type { Session } from "@/api/types";
import { Trouble } from "@/api/trouble";
import { Heading } from "@/base/ui/heading";
import { PAGE, QUIET } from "@/base/ui/styles";
import { useAccountWords } from "@/base/words/account";
import { instant } from "@/base/words/format";

import { asked, useDoing } from "./acts";
import { program } from "./agent";
import { Wrong } from "./wrong";

const SESSIONS = ["account", "sessions"];

export default function Devices() {
  const say = useAccountWords();
  const { data, error } = useQuery(asked<{ sessions: Session[] }>(...SESSIONS));
  const end = useDoing((id: string) => act("DELETE", `/account/sessions${id && `/${id}`}`), SESSIONS);
  const sessions = [...(data?.sessions ?? [])].sort((one, other) => Number(other.current) - Number(one.current));
  const name = ({ agent }: Session) => {
    const known = program(agent);
    return known ? say("devices.on", known) : agent || say("devices.unknown");
  };
  return (
    <>
      <Heading title={say("devices.title")} back="/library/account" />
      {error && <Trouble error={error} />}
      <div className={`grid max-w-2xl gap-5 pb-8 ${PAGE}`}>
        <p className="text-quiet">{say("devices.how")}</p>
        <ul className="grid gap-4">
          {sessions.map((session) => (
            <li key={session.id} className="flex items-center gap-4">
              <div className="min-w-0 flex-1">
                <p className="[overflow-wrap:anywhere]">
                  {name(session)}
                  {session.current && <span className="text-sun-text"> · {say("devices.here")}</span>}
                </p>
                <p className="text-sm text-quiet tabular-nums">{say("devices.used", { when: instant(session.used), address: session.address })}</p>
              </div>
              {!session.current && (
                <button className={`${QUIET} py-1 text-sm`} disabled={end.isPending} onClick={() => end.mutate(session.id)}>
                  {say("devices.end")}
                </button>
              )}
            </li>
          ))}
        </ul>
        <Wrong error={end.error} />
        {sessions.length > 1 && (
          <button className={`${QUIET} justify-self-start`} disabled={end.isPending} onClick={() => end.mutate("")}>
            {say("devices.endAll")}
          </button>
        )}
      </div>
    </>
  );
}

/** What was done to photos and people, newest first, to be taken back. */
import { query } from "@/api/client";
import { usePages } from "@/api/pages";
import { Trouble } from "@/api/trouble";
import { Heading } from "@/base/ui/heading";
import { PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { History, type ActionsPage } from "@/photos/history";

export default function Changes() {
  const say = useWords();
  // Asked each time: what was done a moment ago is what one comes for.
  const { pages, error, bottom, refetch } = usePages<ActionsPage>(["actions"], (after) => `/actions?${query({ limit: 50, after })}`, { staleTime: 0 });
  const actions = pages?.flatMap(({ actions }) => actions) ?? [];
  return (
    <>
      <Heading title={say("changes.title")} back="/library" />
      {error && <Trouble error={error} />}
      {pages && !actions.length && <p className={`max-w-xl text-quiet ${PAGE}`}>{say("changes.empty")}</p>}
      <History label={say("changes.title")} actions={actions} className={`max-w-2xl ${PAGE}`} undone={() => void refetch()} bottom={bottom} />
    </>
  );
}

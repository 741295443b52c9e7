/** An empty library invites. */
import { FolderUp, Plus } from "lucide-react";

import { useIsGuest } from "@/api/session";
import { Mark } from "@/base/ui/mark";
import { MAIN, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { TakeDemonstration } from "@/upload/demonstration";
import { chooseFiles, chooseFolder } from "@/upload/drop";

export function FirstRun() {
  const say = useWords();
  const guest = useIsGuest();
  const mark = (
    <div className="mx-auto w-fit">
      <Mark size={56} />
    </div>
  );
  if (guest)
    return (
      <div className="mx-auto mt-[14vh] max-w-lg px-6 text-center">
        {mark}
        <p className="mt-5">{say("first.guest")}</p>
      </div>
    );
  return (
    <div className="mx-auto mt-[14vh] max-w-lg px-6 text-center">
      {mark}
      <h2 className="mt-5 text-2xl leading-tight">{say("first.title")}</h2>
      <p className="mt-3">
        <span className="[@media(hover:none)]:hidden">{say("first.drop")} </span>
        {say("first.how")}
      </p>
      <div className="mt-7 flex flex-wrap justify-center gap-3">
        <button className={MAIN} onClick={chooseFiles}>
          <Plus size={20} aria-hidden="true" />
          {say("first.choose")}
        </button>
        <button className={`${QUIET} py-2.5`} onClick={chooseFolder}>
          <FolderUp size={20} aria-hidden="true" />
          {say("first.folder")}
        </button>
      </div>
      <p className="mt-7 text-sm text-quiet">{say("first.home")}</p>
      <TakeDemonstration />
    </div>
  );
}

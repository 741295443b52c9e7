/** The whole library, newest first. */
import { Plus } from "lucide-react";

import { useIsGuest } from "@/api/session";
import { MAIN, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { inWork, useKnown } from "@/photos/known";
import { useIsEmpty } from "@/photos/months";
import { useSelection } from "@/photos/selection";
import { SearchField } from "@/search/field";
import { LeaveDemonstration } from "@/upload/demonstration";
import { chooseFiles } from "@/upload/drop";

import { FirstRun } from "./first-run";
import { PhotoList } from "./photo-list";

const EVERYTHING = {};

export function Timeline() {
  const say = useWords();
  const working = useKnown(inWork);
  const choosing = useSelection(({ chosen }) => chosen.size > 0);
  const empty = useIsEmpty(EVERYTHING);
  const guest = useIsGuest();
  return (
    <>
      <header className={`sticky top-0 z-30 flex items-center gap-3 bg-ground pt-[max(0.75rem,env(safe-area-inset-top))] pb-3 ${PAGE}`}>
        {/* Below the header, over the empty end of the first heading: it comes and goes, and nothing moves. */}
        {working > 0 && (
          <p role="status" aria-label={say("work.many", { n: working })} title={say("work.many", { n: working })} className="appear absolute end-4 top-full mt-2 flex items-center gap-2 rounded-full bg-raised px-3 py-1 text-sm text-quiet shadow-md tabular-nums desk:end-16">
            <span aria-hidden="true" className="size-2 rounded-full bg-sun" />
            <span className="phone:hidden">{say("work.many", { n: working })}</span>
            <span className="desk:hidden">{working}</span>
          </p>
        )}
        <h1 className="sr-only">{say("nav.photos")}</h1>
        <div className="mx-auto w-full max-w-xl">
          <SearchField />
        </div>
        <button hidden={empty || guest} className={`${MAIN} phone:fixed phone:end-4 phone:bottom-[calc(var(--bar)+1rem)] phone:size-14 phone:rounded-2xl phone:p-0 phone:shadow-lg ${choosing ? "phone:hidden" : ""}`} onClick={chooseFiles}>
          <Plus size={20} aria-hidden="true" />
          <span className="phone:sr-only">{say("upload.add")}</span>
        </button>
      </header>
      <LeaveDemonstration />
      <PhotoList label={say("nav.photos")} filter={EVERYTHING} empty={<FirstRun />} linked={!guest} />
    </>
  );
}

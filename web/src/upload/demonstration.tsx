/** The demonstration set: into an empty library by one click, and out again by another. */
import { useQuery } from "@tanstack/react-query";
import { Sparkles, Trash2 } from "lucide-react";

import { call, json, send } from "@/api/client";
import { sentence } from "@/api/sentence";
import type { Demonstration, Known } from "@/api/types";
import { choose, useSettings } from "@/base/settings";
import { PAGE, QUIET } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useWords } from "@/base/words";
import { remove } from "@/photos/actions";
import { goneVersion, isGone, useKnown } from "@/photos/known";
import { MONTHS } from "@/photos/months";

import { add } from "./queue";

const set = async () => (await json<Demonstration>("/demonstration")).pictures;

export function TakeDemonstration() {
  const say = useWords();
  const { data: pictures = [] } = useQuery({ queryKey: ["demonstration"], queryFn: set, staleTime: Infinity });
  const take = async () => {
    try {
      const files = pictures.map(async ({ name, taken }) => {
        const blob = await (await call(`/demonstration/${name}`)).blob();
        return new File([blob], name, { type: blob.type, ...(taken && { lastModified: Date.parse(taken) }) });
      });
      await add(await Promise.all(files));
      choose({ demonstration: true });
    } catch (error) {
      tell(sentence(error));
    }
  };
  if (!pictures.length) return null;
  return (
    <div className="mt-9">
      <button className={QUIET} onClick={() => void take()}>
        <Sparkles size={20} aria-hidden="true" />
        {say("demonstration.take", { n: pictures.length })}
      </button>
      <p className="mt-2 text-sm text-quiet">{say("demonstration.how", { credits: [...new Set(pictures.map(({ credit }) => credit))].join(", ") })}</p>
    </div>
  );
}

/** For as long as any of them is there. Only the device that took them asks unasked. */
export function LeaveDemonstration({ asked = false }: { asked?: boolean }) {
  const say = useWords();
  const demonstration = useSettings(({ demonstration }) => demonstration) || asked;
  useKnown(goneVersion);
  const { data = [] } = useQuery({
    // Under the months, which are asked for again when photos come or go.
    queryKey: [MONTHS, "demonstration"],
    enabled: demonstration,
    queryFn: async () => {
      const sha256 = (await set()).map((picture) => picture.sha256);
      return Object.values((await send<Known>("POST", "/photos/known", { sha256 })).known);
    },
  });
  const ids = data.filter((id) => !isGone(id));
  if (!demonstration || !ids.length) return null;
  return (
    <p className={`flex flex-wrap items-center gap-x-3 gap-y-1 pb-2 text-sm text-quiet ${PAGE}`}>
      {say("demonstration.here", { n: ids.length })}
      <button className={`${QUIET} py-1`} onClick={() => remove(ids)}>
        <Trash2 size={16} aria-hidden="true" />
        {say("demonstration.leave")}
      </button>
    </p>
  );
}

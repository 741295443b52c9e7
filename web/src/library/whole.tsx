/** What is set for the whole library, on every device. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { json, send } from "@/api/client";
import { Trouble } from "@/api/trouble";
import type { LibrarySettings } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";

const LIBRARY = "library";
const LOOK = 3_000; // ms between two looks at what is under way

export function WholeLibrary() {
  const say = useWords();
  const client = useQueryClient();
  const { data, error } = useQuery({ queryKey: [LIBRARY], queryFn: () => json<LibrarySettings>("/library"), staleTime: 0, retry: false, refetchInterval: ({ state }) => isWalking(state.data) && LOOK });
  const [asking, setAsking] = useState(false);
  const set = useMutation({
    mutationFn: (some: Partial<LibrarySettings>) => send<LibrarySettings>("PATCH", "/library", some),
    onSuccess: (library) => client.setQueryData([LIBRARY], library),
  });
  const wrong = error ?? set.error;
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 block font-semibold">{say("settings.faces")}</legend>
        <label className="flex items-center gap-3 py-1">
          <input
            type="checkbox"
            className="size-5 shrink-0"
            checked={data?.faces ?? true}
            disabled={!data || set.isPending}
            onChange={({ target: { checked } }) => (checked ? set.mutate({ faces: true }) : setAsking(true))}
          />
          {say("settings.facesFind")}
        </label>
        <p className="mt-1.5 text-sm text-quiet">{say("settings.facesHow")}</p>
        <p role="status" className="text-sm tabular-nums">
          {isWalking(data) && say(data?.faces ? "settings.facesLooking" : "settings.facesForgetting", { n: data?.walked ?? 0 })}
        </p>
      </fieldset>
      {asking && (
        <Dialog title={say("settings.facesAsk")} close={() => setAsking(false)}>
          <p className="mt-2">{say("settings.facesFinal")}</p>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <button className={QUIET} onClick={() => setAsking(false)}>
              {say("settings.facesKeep")}
            </button>
            <button
              className={`${QUIET} font-semibold text-loss`}
              onClick={() => {
                set.mutate({ faces: false });
                setAsking(false);
              }}
            >
              {say("settings.facesForget")}
            </button>
          </div>
        </Dialog>
      )}
      <fieldset>
        <legend className="mb-1.5 block font-semibold">{say("settings.deleted")}</legend>
        <label className="flex items-center gap-3 py-1">
          <input
            type="checkbox"
            className="size-5 shrink-0"
            checked={data?.remember_deleted ?? false}
            disabled={!data || set.isPending}
            onChange={({ target: { checked } }) => set.mutate({ remember_deleted: checked })}
          />
          {say("settings.deletedNever")}
        </label>
        <p className="mt-1.5 text-sm text-quiet">{say("settings.deletedHow")}</p>
        {wrong && <Trouble error={wrong} />}
      </fieldset>
    </>
  );
}

const isWalking = (library: LibrarySettings | undefined) => library?.walked !== null && library?.walked !== undefined;

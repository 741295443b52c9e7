/** What is set for the whole library, on every device. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { json, send } from "@/api/client";
import { Trouble } from "@/api/trouble";
import type { LibrarySettings } from "@/api/types";
import { useWords } from "@/base/words";

const LIBRARY = "library";

export function WholeLibrary() {
  const say = useWords();
  const client = useQueryClient();
  const { data, error } = useQuery({ queryKey: [LIBRARY], queryFn: () => json<LibrarySettings>("/library"), staleTime: 0, retry: false });
  const set = useMutation({
    mutationFn: (some: Partial<LibrarySettings>) => send<LibrarySettings>("PATCH", "/library", some),
    onSuccess: (library) => client.setQueryData([LIBRARY], library),
  });
  const wrong = error ?? set.error;
  return (
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
  );
}

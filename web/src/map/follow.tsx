/** Photos without a place get it by a track: what would come of it first, and how far each camera's clock was off. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Route } from "lucide-react";
import { Suspense, useState } from "react";

import { call } from "@/api/client";
import { place } from "@/api/photo-facts";
import { sentence } from "@/api/sentence";
import type { CameraClock, Followed } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { FIELD, ICON, MAIN, QUIET } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useWords } from "@/base/words";
import { instant } from "@/base/words/format";
import { useTrackWords } from "@/base/words/tracks";
import { takeBack } from "@/photos/actions";
import { stir } from "@/photos/months";
import { Picture } from "@/photos/picture-box";

async function follow(file: File, minutes: string, tried: boolean): Promise<Followed> {
  const form = new FormData();
  form.append("file", file);
  const ahead = minutes.trim() ? `&ahead=${Math.round(Number(minutes) * 60)}` : "";
  return (await (await call(`/tracks?dry_run=${tried}${ahead}`, { method: "POST", body: form })).json()) as Followed;
}

export function FollowTrack() {
  const say = useWords();
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <label title={say("map.track")} className={`${ICON} relative cursor-pointer focus-within:outline-2 focus-within:outline-sun`}>
        <Route size={20} aria-hidden="true" />
        <input
          type="file"
          accept=".gpx,application/gpx+xml"
          aria-label={say("map.track")}
          className="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            event.target.value = ""; // so that the same file can be chosen again
          }}
        />
      </label>
      {file && (
        <Suspense>
          <Tried file={file} close={() => setFile(null)} />
        </Suspense>
      )}
    </>
  );
}

function Tried({ file, close }: { file: File; close: () => void }) {
  const say = useWords();
  const told = useTrackWords();
  const client = useQueryClient();
  const [minutes, setMinutes] = useState("");
  const [busy, setBusy] = useState(false);
  const { data, error, isFetching } = useQuery({
    queryKey: ["track", file.name, file.size, file.lastModified, minutes],
    queryFn: () => follow(file, minutes, true),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  const apply = async () => {
    setBusy(true);
    try {
      const { action, count } = await follow(file, minutes, false);
      const undo = () => void takeBack(action, []).then(() => client.invalidateQueries({ queryKey: ["points"] }));
      tell(say("done.followed", { n: count }), { action: { label: say("undo"), run: undo } });
      stir(client);
      await client.invalidateQueries({ queryKey: ["points"] });
    } catch (error) {
      tell(sentence(error));
    }
    close();
  };
  return (
    <Dialog title={say("map.track")} close={close}>
      <div className="mt-3 grid gap-4 text-sm" aria-live="polite" aria-busy={isFetching}>
        <p className="text-quiet">
          <bdi>{file.name}</bdi>
          {data && ` · ${instant(data.first)} – ${instant(data.last)}`}
        </p>
        {error ? (
          <p role="alert" className="text-loss">{sentence(error)}</p>
        ) : data ? (
          <>
            <p>
              {told("count", { n: data.count })} {data.same > 0 && told("same", { n: data.same })}{" "}
              {data.outside > 0 && told("outside", { n: data.outside })}
            </p>
            <ul className="grid gap-1 text-quiet">
              {data.cameras.filter(({ photos }) => photos > 0).map((each) => (
                <li key={each.camera}>
                  <bdi className="text-ink">{each.camera || told("noCamera")}</bdi>
                  {": "}
                  <Clock of={each} />
                </li>
              ))}
            </ul>
            <ul className="grid gap-2">
              {data.sample.slice(0, 3).map(({ id, before, after }) => (
                <li key={id} className="flex items-center gap-3">
                  <div className="size-12 shrink-0 overflow-hidden rounded-lg bg-wash">
                    <Picture id={id} />
                  </div>
                  <p className="flex min-w-0 flex-wrap items-center gap-x-2">
                    <bdi>{place(before) || say("place.unknown")}</bdi>
                    <ArrowRight size={14} aria-label={say("tried.becomes")} className="rtl:-scale-x-100" />
                    <bdi>{place(after)}</bdi>
                  </p>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>{told("reading")}</p>
        )}
        <label className="grid gap-1">
          {told("ahead")}
          <input type="number" inputMode="decimal" step="any" value={minutes} placeholder={told("found")} onChange={(event) => setMinutes(event.target.value)} className={FIELD} />
        </label>
        <div className="flex justify-end gap-2">
          <button onClick={close} className={QUIET}>{say("close")}</button>
          <button onClick={() => void apply()} disabled={busy || isFetching || !data?.count} className={MAIN}>{told("apply")}</button>
        </div>
      </div>
    </Dialog>
  );
}

function Clock({ of: { ahead, evidence } }: { of: CameraClock }) {
  const told = useTrackWords();
  if (!ahead) return told(evidence === "assumed" ? "assumed" : "right");
  const minutes = Math.abs(ahead) / 60;
  const [h, min] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  const apart = h && min ? told("both", { h, min }) : h ? told("hours", { h }) : told("minutes", { min });
  return `${told(ahead > 0 ? "fast" : "slow", { apart })} ${told(`by.${evidence}`)}`;
}

/** The library itself: what is in it, how it is doing, how one likes it. */
import { useQuery } from "@tanstack/react-query";
import { Activity, Camera, CircleUser, FolderUp, History, Keyboard, Plus, Settings, Trash2, Users } from "lucide-react";
import { Link } from "wouter";

import { call } from "@/api/client";
import { useIsGuest, useStanding } from "@/api/session";
import { Heading } from "@/base/ui/heading";
import { MAIN, PAGE, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useAccountWords } from "@/base/words/account";
import { LeaveDemonstration } from "@/upload/demonstration";
import { chooseFiles, chooseFolder, takePhoto } from "@/upload/drop";

import { gauges } from "./gauges";

export const useCounts = () =>
  useQuery({ queryKey: ["counts"], queryFn: async () => gauges(await (await call("/metrics")).text()), refetchInterval: 15_000, retry: false });

export default function Library() {
  const say = useWords();
  const ofAccounts = useAccountWords();
  const account = useStanding(({ auth }) => auth?.account);
  const guest = useIsGuest();
  const { data } = useCounts();
  const whole = data ? Object.values(data.photos).reduce((sum, count) => sum + count, 0) : null;
  const wrong = data && [data.photos.failed && say("health.failed", { n: data.photos.failed }), data.damaged && say("health.damaged", { n: data.damaged })].filter(Boolean).join(" · ");
  const row = "flex items-center gap-4 rounded-2xl px-4 py-3.5 hover:bg-wash";
  return (
    <>
      <Heading title={say("nav.library")} />
      <div className={`max-w-2xl ${PAGE}`}>
        {whole !== null && (
          <p className="text-quiet tabular-nums">
            {say("count", { n: whole })}
            {data && data.photos.processing > 0 && ` · ${say("work.many", { n: data.photos.processing })}`}
          </p>
        )}
        {!guest && (
          <>
            <div className="mt-4 flex flex-wrap gap-2">
              <button className={MAIN} onClick={chooseFiles}>
                <Plus size={20} aria-hidden="true" />
                {say("upload.add")}
              </button>
              <button className={`${QUIET} py-2.5`} onClick={chooseFolder}>
                <FolderUp size={20} aria-hidden="true" />
                {say("upload.folder")}
              </button>
              <button className={`${QUIET} py-2.5 [@media(hover:hover)]:hidden`} onClick={takePhoto}>
                <Camera size={20} aria-hidden="true" />
                {say("upload.camera")}
              </button>
            </div>
            <p className="mt-3 text-sm text-quiet">
              <span className="[@media(hover:none)]:hidden">{say("library.drop")} </span>
              {say("library.once")}
            </p>
            <div className="-mx-4 mt-4 desk:-mx-6">
              <LeaveDemonstration asked />
            </div>
          </>
        )}
        <nav aria-label={say("nav.library")} className="-mx-4 mt-6 grid">
          <Link href="/library/health" className={row}>
            <Activity size={20} aria-hidden="true" />
            {say("health.title")}
            {wrong && <span className="ms-auto text-end text-sm text-loss tabular-nums">{wrong}</span>}
          </Link>
          <Link href="/library/changes" className={row}>
            <History size={20} aria-hidden="true" />
            {say("changes.title")}
          </Link>
          <Link href="/library/trash" className={row}>
            <Trash2 size={20} aria-hidden="true" />
            {say("trash.title")}
          </Link>
          {account && (
            <Link href="/library/account" className={row}>
              <CircleUser size={20} aria-hidden="true" />
              {ofAccounts("mine.title")}
              <bdi className="ms-auto truncate text-end text-sm text-quiet">{account.name}</bdi>
            </Link>
          )}
          {account?.role === "admin" && (
            <Link href="/library/accounts" className={row}>
              <Users size={20} aria-hidden="true" />
              {ofAccounts("users.title")}
            </Link>
          )}
          <Link href="/library/settings" className={row}>
            <Settings size={20} aria-hidden="true" />
            {say("settings.title")}
          </Link>
          <button className={`${row} text-start [@media(hover:none)]:hidden`} onClick={() => dispatchEvent(new KeyboardEvent("keydown", { key: "?" }))}>
            <Keyboard size={20} aria-hidden="true" />
            {say("keys.title")}
          </button>
        </nav>
      </div>
    </>
  );
}

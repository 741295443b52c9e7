/** A visitor sends photos in. They wait until the owner has looked at them; here the visitor sees which have gone. */
import { CircleAlert, CircleCheck, ImagePlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { create } from "zustand";

import { Problem } from "@/api/client";
import { sentence } from "@/api/sentence";
import type { LinkAbout } from "@/api/types";
import { Dialog } from "@/base/ui/dialog";
import { FIELD, MAIN } from "@/base/ui/styles";
import { useVisitorWords } from "@/base/words/visitor";
import { hash } from "@/upload/hash";
import { sendFile } from "@/upload/send";

import { callMe } from "./link";

interface Sending {
  key: number;
  file: File;
  picture: string;
  part: number;
  state: "waiting" | "sent" | "failed";
  why: string;
}

// It outlives the dialog: who closes it meanwhile finds it as it went on.
const useSent = create<{ all: readonly Sending[] }>()(() => ({ all: [] }));
const note = (key: number, some: Partial<Sending>) => useSent.setState(({ all }) => ({ all: all.map((one) => (one.key === key ? { ...one, ...some } : one)) }));

let going = Promise.resolve();
let count = 0;

/** One after the other, as phones have little room and less patience. */
function add(files: readonly File[]): void {
  const some = files.map((file): Sending => ({ key: ++count, file, picture: URL.createObjectURL(file), part: 0, state: "waiting", why: "" }));
  useSent.setState(({ all }) => ({ all: [...some, ...all] }));
  for (const { key, file } of some) going = going.then(() => one(key, file));
}

async function one(key: number, file: File): Promise<void> {
  try {
    await sendFile(file, null, await hash(file), true, (part) => note(key, { part }));
    note(key, { state: "sent", part: 1 });
  } catch (error) {
    if (!(error instanceof Problem || error instanceof DOMException)) throw error;
    note(key, { state: "failed", why: error instanceof Problem ? sentence(error) : error.message });
  }
}

export default function Send({ about, close }: { about: LinkAbout; close: () => void }) {
  const say = useVisitorWords();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(about.name);
  const [wrong, setWrong] = useState("");
  const all = useSent(({ all }) => all);
  const left = all.filter(({ state }) => state === "waiting").length;
  const sent = all.filter(({ state }) => state === "sent").length;
  useEffect(() => {
    if (!left) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [left]);
  const chosen = async (files: readonly File[]) => {
    setWrong("");
    try {
      if (name.trim() !== about.name) await callMe(name.trim());
      add(files);
    } catch (error) {
      setWrong(sentence(error));
    }
  };
  return (
    <Dialog title={say("send")} close={close}>
      <p className="mt-2 text-quiet">{say("send.how", { name: about.by || say("owner") })}</p>
      <label htmlFor="guest" className="mt-4 mb-1.5 block font-semibold">
        {say("send.name")}
      </label>
      <input id="guest" type="text" dir="auto" autoComplete="name" maxLength={64} value={name} onChange={(event) => setName(event.target.value)} className={FIELD} />
      <input
        ref={field}
        type="file"
        accept="image/*,.heic,.heif,.dng,.cr2,.nef,.arw"
        multiple
        hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = "";
          if (files.length) void chosen(files);
        }}
      />
      <button className={`${MAIN} mt-4 w-full`} onClick={() => field.current?.click()}>
        <ImagePlus size={18} aria-hidden="true" />
        {say("send.choose")}
      </button>
      {wrong && (
        <p role="alert" className="mt-3 text-loss">
          {wrong}
        </p>
      )}
      {all.length > 0 && (
        <>
          <p role="status" className="mt-5 text-sm text-quiet tabular-nums">
            {left ? say("send.left", { n: left }) : say("send.sent", { n: sent })}
          </p>
          <ul aria-label={say("send.list")} className="mt-2 grid max-h-[40dvh] gap-2 overflow-y-auto overscroll-contain">
            {all.map((each) => (
              <li key={each.key} className="flex items-center gap-3">
                <img src={each.picture} alt="" className="size-12 shrink-0 rounded-lg bg-wash object-cover" />
                <div className="min-w-0 flex-1 text-sm">
                  <p dir="auto" className="truncate">
                    {each.file.name}
                  </p>
                  {each.state === "waiting" && <progress value={each.part} className="h-1 w-full" aria-label={each.file.name} />}
                  {each.why && <p className="text-loss">{each.why}</p>}
                </div>
                {each.state === "sent" && <CircleCheck size={20} aria-label={say("send.done")} className="shrink-0 text-sun-text" />}
                {each.state === "failed" && <CircleAlert size={20} aria-label={say("send.failed")} className="shrink-0 text-loss" />}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

/** What stands before a visitor: the photos, or what is missing to see them. */
import { Lock, Unlink } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";

import { Problem } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import { Mark } from "@/base/ui/mark";
import { FIELD, MAIN, QUIET } from "@/base/ui/styles";
import { useVisitorWords } from "@/base/words/visitor";

import { begin, check, enter, useVisit } from "./link";
import { Shown } from "./shown";

export function Visit() {
  const visit = useVisit();
  const say = useVisitorWords();
  const [error, setError] = useState<unknown>(null);
  const start = () => {
    setError(null);
    begin().catch(setError);
  };
  useEffect(() => {
    start();
    // What was there and is refused now tells that the link has ended.
    return queries.getQueryCache().subscribe(({ type, query }) => {
      const failed: unknown = type === "updated" && query.state.status === "error" ? query.state.error : null;
      if (failed instanceof Problem && [401, 404].includes(failed.status)) check().catch(setError);
    });
  }, []);
  if (error)
    return (
      <Alone icon={<Mark size={40} />} title={sentence(error)}>
        <button className={QUIET} onClick={start}>
          {say("again")}
        </button>
      </Alone>
    );
  if (visit.state === "open") return <Shown about={visit.about} />;
  if (visit.state === "asking") return <Password wrong={visit.wrong} />;
  if (visit.state === "opening") return null;
  return (
    <Alone icon={<Unlink size={32} aria-hidden="true" />} title={say(visit.state === "ended" ? "ended" : "whole")}>
      <p className="text-quiet">{say(visit.state === "ended" ? "ended.how" : "whole.how")}</p>
    </Alone>
  );
}

function Alone({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-center gap-4 px-6 py-10 text-center">
      {icon}
      <h1 className="text-xl">{title}</h1>
      {children}
    </main>
  );
}

function Password({ wrong }: { wrong: boolean }) {
  const say = useVisitorWords();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const open = async () => {
    setBusy(true);
    setError(null);
    try {
      await enter(password);
    } catch (error) {
      setError(error);
    } finally {
      setBusy(false);
    }
  };
  const later = error instanceof Problem && error.status === 429 ? say("wait", { n: Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60)) }) : null;
  const said = later ?? (error ? sentence(error) : wrong ? say("password.wrong") : "");
  return (
    <Alone icon={<Lock size={32} aria-hidden="true" />} title={say("password.title")}>
      <form
        className="grid w-full gap-3 text-start"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <label htmlFor="password" className="text-quiet">
          {say("password.how")}
        </label>
        <input
          id="password"
          type="password"
          autoComplete="off"
          required
          ref={(field) => field?.focus()}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          className={FIELD}
        />
        <p role="alert" className="min-h-6 text-loss">
          {said}
        </p>
        <button className={MAIN} disabled={busy || !password}>
          {say("password.open")}
        </button>
      </form>
    </Alone>
  );
}

/** How it is known: what was done to it and when, by what means; every tag with how sure it is. */
import type { Photo } from "@/api/types";
import { QUIET } from "@/base/ui/styles";
import { failure, method, named, useWords } from "@/base/words";
import { instant, percent } from "@/base/words/format";
import { retry } from "@/photos/actions";

import { knownBy, tagsOf } from "./seen";

/** What went wrong, which can be tried again. */
export function Failures({ photo }: { photo: Photo }) {
  const say = useWords();
  const failed = Object.entries(photo.stages ?? {}).filter(([, { state }]) => state === "failed");
  if (!failed.length) return null;
  return (
    <section className="grid gap-3">
      {failed.map(([name, mark]) => (
        <p key={name} role="alert" className="text-sm text-loss">
          {`${named(name)}: ${failure(mark)}`}
        </p>
      ))}
      <button className={`${QUIET} w-fit text-sm`} onClick={() => void retry(photo.id)}>
        {say("retry")}
      </button>
    </section>
  );
}

/** The earliest first; what has not been done yet comes last. */
const byTime = ([, one]: [string, { at?: string | null }], [, other]: [string, { at?: string | null }]) => (one.at ?? "~").localeCompare(other.at ?? "~");

export function How({ photo }: { photo: Photo }) {
  const say = useWords();
  return (
    <details className="text-sm">
      <summary className="w-fit text-quiet">{say("how.title")}</summary>
      <table className="mt-2 w-full">
        <tbody>
          {Object.entries(photo.stages ?? {})
            .filter(([, { state, version }]) => state !== "skipped" || version) // what is switched off was not done
            .sort(byTime)
            .map(([name, { state, model, version, at }]) => (
              <tr key={name} className="align-top">
                <th scope="row" className="py-1 pe-3 text-start font-normal">
                  {named(name)}
                  {state === "done" && (
                    <span className="block text-xs text-quiet" title={[model, version && `v${version}`].filter(Boolean).join(" ")}>
                      {method(name)}
                    </span>
                  )}
                </th>
                <td className={`py-1 text-end whitespace-nowrap ${state === "failed" ? "text-loss" : "text-quiet"}`}>
                  {state !== "done" && <span className="block">{say(`state.${state}`)}</span>}
                  {at && (
                    <time dateTime={at} className="text-xs text-quiet">
                      <bdi>{instant(at, "medium")}</bdi>
                    </time>
                  )}
                </td>
              </tr>
            ))}
          {tagsOf(photo).map(({ name, label, confidence, source }) => (
            <tr key={`tag ${name}`} className="align-top">
              <th scope="row" className="py-1 pe-3 text-start font-normal">
                <bdi>{`“${label ?? name}”`}</bdi>
              </th>
              <td className="py-1 text-end text-quiet">
                <bdi>{source === "owner" ? say("how.owner") : say("how.sure", { percent: percent(confidence), source: knownBy(photo, source) })}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** How it is known: every stage with its model, every tag with how sure it is. What failed can be tried again. */
import type { Photo } from "@/api/types";
import { retry } from "@/photos/actions";
import { QUIET } from "@/ui/styles";
import { named, told, useWords } from "@/words";
import { percent } from "@/words/format";

export function How({ photo }: { photo: Photo }) {
  const say = useWords();
  const stages = Object.entries(photo.stages);
  const failed = stages.filter(([, { state }]) => state === "failed");
  return (
    <section className="grid gap-3">
      {failed.map(([name, { error, error_kind }]) => (
        <p key={name} role="alert" className="text-sm text-loss">
          {`${named(name)}: ${told(error ?? "", `error.${error_kind ?? ""}`)}`}
        </p>
      ))}
      {failed.length > 0 && (
        <button className={`${QUIET} w-fit text-sm`} onClick={() => void retry(photo.id)}>
          {say("retry")}
        </button>
      )}
      <details className="text-sm">
        <summary className="w-fit text-quiet">{say("how.title")}</summary>
        <table className="mt-2 w-full">
          <tbody>
            {stages.map(([name, { state, model, version }]) => (
              <tr key={name} className="align-top">
                <th scope="row" className="py-0.5 pe-3 text-start font-normal">
                  {named(name)}
                </th>
                <td className={state === "failed" ? "text-loss" : "text-quiet"}>
                  {state === "done" ? [model, version && `v${version}`].filter(Boolean).join(" ") : say(`state.${state}`)}
                </td>
              </tr>
            ))}
            {photo.tags.map(({ name, confidence, source }) => (
              <tr key={`tag ${name}`} className="align-top">
                <th scope="row" className="py-0.5 pe-3 text-start font-normal">
                  {`“${name}”`}
                </th>
                <td className="text-quiet">{source === "owner" ? say("how.owner") : say("how.sure", { percent: percent(confidence), source })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

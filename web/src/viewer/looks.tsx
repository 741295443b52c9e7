/** How a photo is made and how it feels: composition, colours, mood, light, quality. */
import { Link } from "wouter";

import { query } from "@/api/client";
import type { Photo } from "@/api/types";
import { CHIP } from "@/base/ui/styles";
import { named, useWords } from "@/base/words";
import { percent } from "@/base/words/format";

import { compositionOf, lightsOf, moodsOf, qualityOf } from "./seen";

interface Props {
  photo: Photo;
  drawn: string | null;
  draw: (name: string | null) => void;
}

export function Looks({ photo, drawn, draw }: Props) {
  const say = useWords();
  const composition = compositionOf(photo);
  const moods = moodsOf(photo);
  const palette = photo.colours ?? [];
  const lights = lightsOf(photo);
  const quality = qualityOf(photo);
  const { kind } = photo;
  return (
    <>
      {composition.length > 0 && (
        <section>
          <h3 className="mb-1.5 text-sm text-quiet">{say("panel.composition")}</h3>
          <div className="flex flex-wrap gap-1.5">
            {composition.map(({ name, score, evidence }) => (
              <button
                key={name}
                disabled={!evidence.length}
                aria-pressed={drawn === name}
                title={say(evidence.length ? "composition.show" : "composition.score", { percent: percent(score) })}
                onClick={() => draw(drawn === name ? null : name)}
                className={`${CHIP} text-sm aria-pressed:bg-sun aria-pressed:text-[#17181c]`}
              >
                {named(name)}
                <span className="text-xs opacity-70">{percent(score)}</span>
              </button>
            ))}
          </div>
        </section>
      )}
      {palette.length > 0 && (
        <section>
          <h3 className="mb-1.5 text-sm text-quiet">{say("panel.colours")}</h3>
          <div className="flex h-8 overflow-hidden rounded-lg">
            {palette.map(({ hex, share, name }) => (
              <Link
                key={hex}
                href={`/collections/photos?${query({ colour: name })}`}
                aria-label={say("colour.share", { name: named(name), percent: percent(share) })}
                title={say("colour.share", { name: named(name), percent: percent(share) })}
                style={{ background: hex, flexGrow: share }}
                className="min-w-6 basis-0 focus-visible:outline-offset-[-3px]"
              />
            ))}
          </div>
        </section>
      )}
      {(moods.length > 0 || lights.length > 0 || (kind && kind !== "photograph")) && (
        <section>
          <h3 className="mb-1.5 text-sm text-quiet">{say("panel.feel")}</h3>
          <div className="flex flex-wrap gap-1.5 text-sm">
            {moods.map(({ name, score }) => (
              <Link key={name} href={`/collections/photos?${query({ mood: name })}`} title={score === null ? "" : percent(score)} className={CHIP}>
                {named(name)}
              </Link>
            ))}
            {lights.map(([name, why]) => (
              <Link key={name} href={`/collections/photos?${query({ light: name })}`} title={why} className={CHIP}>
                {named(name)}
              </Link>
            ))}
            {kind && kind !== "photograph" && (
              <Link href={`/collections/photos?${query({ kind })}`} className={CHIP}>
                {named(kind)}
              </Link>
            )}
          </div>
        </section>
      )}
      {quality.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit text-quiet">{say("panel.quality", { percent: percent(photo.quality?.overall ?? 0) })}</summary>
          <dl className="mt-2 grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5">
            {quality.map(({ name, score }) => (
              <div key={name} className="contents">
                <dt>{named(name)}</dt>
                <dd>
                  <div role="meter" aria-label={named(name)} aria-valuemin={0} aria-valuemax={1} aria-valuenow={score ?? 0} aria-valuetext={percent(score ?? 0)} className="h-1.5 overflow-hidden rounded-full bg-wash">
                    <div style={{ width: `${(score ?? 0) * 100}%` }} className="h-full rounded-full bg-quiet" />
                  </div>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

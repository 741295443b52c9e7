/** Everything known about a photo, and how it is known. A machine's guess is worded as one, one tap from being corrected. */
import { Album, Aperture, CalendarDays, FileImage, MapPin, Pencil, Share2, X } from "lucide-react";
import { Link } from "wouter";
import { lazy, Suspense, useState, type ReactNode } from "react";

import { query } from "@/api/client";
import * as facts from "@/api/photo-facts";
import type { Photo } from "@/api/types";
import { CHIP, ICON } from "@/base/ui/styles";
import { named, useWords } from "@/base/words";
import * as format from "@/base/words/format";
import type { Part } from "@/edit/dialog";
import { change } from "@/photos/actions";

import { Damage } from "./damage";
import { Faces } from "./faces";
import { Failures, How } from "./how";
import { Looks } from "./looks";
import { Rating, Sentence, Title } from "./own-words";
import { Similar } from "./similar";
import { Tags } from "./tags";

const ChooseAlbum = lazy(() => import("@/albums/choose"));
const EditDialog = lazy(() => import("@/edit/dialog"));
const ShareDialog = lazy(() => import("@/sharing/dialog"));
const SharedBy = lazy(() => import("@/sharing/shared-by"));

interface Props {
  photo: Photo;
  /** Whether its file may be had. */
  given: boolean;
  drawn: string | null;
  draw: (name: string | null) => void;
  /** Boxes around faces are drawn and moved from then on. */
  drawBoxes: () => void;
  close: () => void;
}

export function Panel({ photo, given, drawn, draw, drawBoxes, close }: Props) {
  const say = useWords();
  const place = facts.place(photo);
  const camera = facts.camera(photo);
  const taken = facts.taken(photo);
  const [collecting, setCollecting] = useState(false);
  const [sharing, setSharing] = useState(false);
  const [fixing, setFixing] = useState<Part | null>(null);
  const seasons = [photo.season, photo.time_of_day].filter((name): name is string => Boolean(name)).map(named);
  const { location: at } = photo;
  return (
    <div className="grid gap-5 px-5 pt-4 phone:pt-1 pb-[calc(2rem+env(safe-area-inset-bottom))] [overflow-wrap:anywhere] tabular-nums">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1 pt-1.5">
          <Title photo={photo} />
        </div>
        <button className={`${ICON} -me-2 desk:hidden`} aria-label={say("close")} onClick={close}>
          <X size={20} />
        </button>
      </div>
      {photo.own && <Failures photo={photo} />}
      <Sentence photo={photo} />
      {photo.own ? (
        <Rating photo={photo} />
      ) : (
        <Suspense>
          <SharedBy photo={photo} given={given} />
        </Suspense>
      )}
      {photo.own && <Damage photo={photo} />}
      <dl className="grid gap-4">
        <Fact
          icon={CalendarDays}
          word={say("fact.when")}
          lines={[
            [taken ?? (photo.date_source === "file" ? say("fact.saved", { when: format.day(photo.day) }) : say("fact.added", { when: format.instant(photo.uploaded_at) }))],
            [taken ? photo.date_precision === "second" && facts.zone(photo) : say("fact.noDate")],
            [photo.date_source === "name" && say("fact.byName")],
            [seasons.join(" · ")],
          ]}
          fix={photo.own ? () => setFixing("date") : undefined}
        />
        {place || at ? (
          <Fact
            icon={MapPin}
            word={say("fact.where")}
            lines={[
              [
                place && <Link key="place" href={`/collections/photos?${query({ place: photo.place?.city || photo.place?.region || photo.place?.country })}`} className="underline-offset-4 hover:underline">
                  {place}
                </Link>,
              ],
              [at && `${at.latitude.toFixed(5)}, ${at.longitude.toFixed(5)}`],
            ]}
            fix={photo.own ? () => setFixing("place") : undefined}
          />
        ) : (
          photo.own && <Fact icon={MapPin} word={say("fact.where")} lines={[[say("place.unknown")]]} fix={() => setFixing("place")} />
        )}
        {camera && <Fact icon={Aperture} word={say("fact.camera")} lines={[[camera.name], [camera.lens], camera.settings]} />}
        <Fact
          icon={FileImage}
          word={say("fact.file")}
          lines={[[photo.file_name], [photo.sent_by && say("viewer.from", { name: photo.sent_by })], [photo.width && photo.height && `${photo.width} × ${photo.height}`, format.size(photo.bytes), facts.format(photo)]]}
        />
      </dl>
      <Faces photo={photo} drawBoxes={drawBoxes} />
      <Tags photo={photo} />
      {photo.own && (
        <section>
          <h3 className="mb-1.5 text-sm text-quiet">{say("albums.in")}</h3>
          <ul className="flex flex-wrap gap-1.5 text-sm">
            {photo.albums?.map(({ id, name }) => (
              <li key={id} className="min-w-0">
                <Link href={`/collections/albums/${id}`} className={CHIP}>
                  <bdi>{name}</bdi>
                </Link>
              </li>
            ))}
            <li>
              <button className={CHIP} onClick={() => setCollecting(true)}>
                <Album size={14} aria-hidden="true" />
                {say("albums.add")}
              </button>
            </li>
          </ul>
        </section>
      )}
      <Looks photo={photo} drawn={drawn} draw={draw} />
      {photo.text && (
        <section>
          <h3 className="mb-1 text-sm text-quiet">{say("panel.text")}</h3>
          <p dir="auto" className="line-clamp-6 rounded-xl bg-wash px-3 py-2 text-sm whitespace-pre-line">{photo.text}</p>
        </section>
      )}
      <Similar photo={photo} />
      <How photo={photo} />
      {photo.own && (
        <>
          <button className={`${CHIP} w-fit text-sm`} onClick={() => setSharing(true)}>
            <Share2 size={14} aria-hidden="true" />
            {say("act.share")}
          </button>
          <button className={`${CHIP} w-fit text-sm`} onClick={() => void change([photo.id], { kind: "archived", archived: !photo.archived }, photo.archived ? "done.unarchived" : "done.archived")}>
            {say(photo.archived ? "act.unarchive" : "act.archive")}
          </button>
        </>
      )}
      {collecting && (
        <Suspense>
          <ChooseAlbum ids={[photo.id]} close={() => setCollecting(false)} />
        </Suspense>
      )}
      {sharing && (
        <Suspense>
          <ShareDialog what={{ kind: "photos", ids: [photo.id] }} close={() => setSharing(false)} />
        </Suspense>
      )}
      {fixing && (
        <Suspense>
          <EditDialog ids={[photo.id]} part={fixing} close={() => setFixing(null)} />
        </Suspense>
      )}
    </div>
  );
}

interface FactProps {
  icon: typeof MapPin;
  word: string;
  /** The first is the largest. What a line is made of keeps its own reading direction. */
  lines: readonly (readonly ReactNode[])[];
  /** Where the owner can say it better. */
  fix?: () => void;
}

function Fact({ icon: Icon, word, lines, fix }: FactProps) {
  const say = useWords();
  const known = lines.map((line) => line.filter(Boolean)).filter((line) => line.length);
  return (
    <div className={`grid gap-x-3 ${fix ? "grid-cols-[1.5rem_1fr_auto]" : "grid-cols-[1.5rem_1fr]"}`}>
      <dt className="pt-0.5 text-quiet">
        <Icon size={18} aria-hidden="true" />
        <span className="sr-only">{word}</span>
      </dt>
      <dd>
        {known.map((line, index) => (
          <span key={index} className={`flex flex-wrap gap-x-2.5 ${index ? "text-sm text-quiet" : ""}`}>
            {line.map((part, index) => (
              <bdi key={index}>{part}</bdi>
            ))}
          </span>
        ))}
      </dd>
      {fix && (
        <dd>
          <button className={`${ICON} -my-2 -me-2 text-quiet`} title={say("edit.fix")} aria-label={`${say("edit.fix")}: ${word}`} onClick={fix}>
            <Pencil size={16} aria-hidden="true" />
          </button>
        </dd>
      )}
    </div>
  );
}

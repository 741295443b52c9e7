/** Who is this? A picture of a face is shown, and who looks like it comes, with their photos. Nothing of it stays: it is
 * asked with once, and forgotten with the page. */
import { useMutation } from "@tanstack/react-query";
import { ScanFace } from "lucide-react";
import { useEffect, useMemo } from "react";
import { Link } from "wouter";

import { call } from "@/api/client";
import { Trouble } from "@/api/trouble";
import type { Alike, LikePerson } from "@/api/types";
import { Heading } from "@/base/ui/heading";
import { MAIN, PAGE } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { SelectionBar } from "@/edit/selection-bar";
import { Face } from "@/faces/face";
import { Grid } from "@/photos/grid";
import { goneVersion, isGone, put, useKnown } from "@/photos/known";
import { ratioOf, type Section } from "@/photos/layout";
import { PictureInput } from "@/search/picture-input";

async function findBy(pictures: readonly File[]): Promise<Alike> {
  const form = new FormData();
  for (const picture of pictures) form.append("file", picture);
  return (await (await call("/people/search", { method: "POST", body: form })).json()) as Alike;
}

export default function Selfie() {
  const say = useWords();
  const { mutate: ask, data: found, error, isPending, variables } = useMutation({ mutationFn: findBy, gcTime: 0 });
  return (
    <div
      className="min-h-dvh"
      onDrop={(event) => {
        const files = [...event.dataTransfer.files];
        if (!files.length) return;
        event.preventDefault(); // it is a question, not a photo to add
        ask(files);
      }}
    >
      <Heading title={say("selfie.title")} back="/collections/people" />
      <div className={`flex flex-wrap items-center gap-4 pb-6 ${PAGE}`}>
        {variables?.[0] && <Shown picture={variables[0]} />}
        <label className={`${MAIN} relative cursor-pointer focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-sun`}>
          <ScanFace size={20} aria-hidden="true" />
          {say("search.choose")}
          <PictureInput chosen={(file) => ask([file])} />
        </label>
        <p role="status" aria-busy={isPending} className="max-w-xl text-quiet">
          {isPending ? say("selfie.looking") : found ? say(found.people.length || found.photos.length ? "selfie.faces" : "selfie.nobody", { n: found.faces }) : say("selfie.how")}
        </p>
      </div>
      {error && <Trouble error={error} />}
      {found && !isPending && <Found found={found} />}
      <SelectionBar />
    </div>
  );
}

function Shown({ picture }: { picture: File }) {
  const url = useMemo(() => URL.createObjectURL(picture), [picture]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt="" className="size-20 rounded-full object-cover" />;
}

function Found({ found: { people, photos } }: { found: Alike }) {
  const say = useWords();
  const hidden = useKnown(goneVersion);
  useEffect(() => {
    photos.forEach((photo) => put(photo));
  }, [photos]);
  const sections = useMemo((): Section[] => {
    const tiles = photos.filter(({ id }) => !isGone(id)).map(({ id, width, height }) => ({ id, ratio: ratioOf(width, height) }));
    return [{ key: "alike", count: tiles.length, tiles }];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `hidden` stands for isGone
  }, [photos, hidden]);
  return (
    <>
      {people.length > 0 && (
        <ul aria-label={say("door.people")} className={`grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-x-3 gap-y-6 pb-8 desk:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] ${PAGE}`}>
          {people.map((person) => (
            <One key={person.id} person={person} />
          ))}
        </ul>
      )}
      {photos.length > 0 && (
        <div className={PAGE}>
          <Grid label={say("nav.photos")} sections={sections} />
        </div>
      )}
    </>
  );
}

function One({ person: { id, name, cover, photos, same } }: { person: LikePerson }) {
  const say = useWords();
  return (
    <li className="min-w-0 text-center">
      <Link href={`/collections/people/${id}`} className="grid justify-items-center rounded-2xl">
        <Face id={cover} className="mb-1.5 size-26 desk:size-32" />
        <bdi className="max-w-full truncate">{name || say("people.nobody")}</bdi>
        <span className="text-sm text-quiet">{say(same ? "selfie.very" : "selfie.rather")}</span>
        <span className="text-sm text-quiet tabular-nums">{say("count", { n: photos })}</span>
      </Link>
    </li>
  );
}

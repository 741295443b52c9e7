/** Who is on the photo: each face with its name, which leads to their photos; given where it is missing, taken away where
 * it is wrong; and who is there without a face. */
import { ImageUp, X } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";

import type { Face as OneFace, Faceless as FacelessPerson, Photo } from "@/api/types";
import { useWords } from "@/base/words";
import { assign, ignore, join, leave, reject, tell } from "@/faces/acts";
import { Face } from "@/faces/face";
import { NameField } from "@/faces/name-field";
import { Naming } from "@/faces/naming";
import { usePerson } from "@/faces/person";

import { facesOf } from "./seen";

const FEW = 6; // of a crowd

export function Faces({ photo, drawBoxes }: { photo: Photo; drawBoxes: () => void }) {
  const say = useWords();
  const [every, setEvery] = useState(false);
  const [adding, setAdding] = useState(false);
  const faces = facesOf(photo);
  const faceless = photo.people_without_face ?? [];
  if (!photo.stages) return null; // what a list tells of a photo does not hold them
  if (!photo.own) return <Told names={[...faces, ...faceless].map(({ name }) => name).filter((name): name is string => Boolean(name))} />;
  const end = () => setAdding(false);
  const act = "text-sm text-quiet hover:text-ink hover:underline";
  const shown = every ? faces : faces.slice(0, FEW);
  return (
    <section>
      <h3 className="mb-1.5 text-sm text-quiet">{say("door.people")}</h3>
      <ul className="grid gap-2">
        {shown.map((face) => (
          <One key={face.id} face={face} />
        ))}
      </ul>
      {shown.length < faces.length && (
        <button onClick={() => setEvery(true)} className="mt-2 text-sm text-sun-text hover:underline">
          {say("collections.all", { n: faces.length })}
        </button>
      )}
      {faceless.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {faceless.map((one) => (
            <Faceless key={one.person} photo={photo.id} one={one} />
          ))}
        </ul>
      )}
      {adding ? (
        <div className="mt-2">
          <NameField focused save={(name) => void join(photo.id, { name }).then(end)} choose={({ id }) => void join(photo.id, { person: id }).then(end)} close={end} />
        </div>
      ) : (
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
          <button className={act} onClick={drawBoxes}>
            {say("boxes.draw")}
          </button>
          <button className={act} onClick={() => setAdding(true)}>
            {say("faceless.add")}
          </button>
        </p>
      )}
    </section>
  );
}

/** Of another's photo, who its owner says is on it. */
function Told({ names }: { names: readonly string[] }) {
  const say = useWords();
  if (!names.length) return null;
  return (
    <section>
      <h3 className="mb-1.5 text-sm text-quiet">{say("door.people")}</h3>
      <ul className="grid gap-1">
        {[...new Set(names)].map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Faceless({ photo, one: { person, name } }: { photo: string; one: FacelessPerson }) {
  const say = useWords();
  const word = say("faceless.remove", { name: name || say("people.nobody") });
  return (
    <li className="flex items-center gap-2">
      <span className="min-w-0 flex-1">
        <Link href={`/collections/people/${person}`} className="underline-offset-4 hover:underline">
          <bdi>{name || say("people.nobody")}</bdi>
        </Link>{" "}
        <span className="text-sm text-quiet">{say("faceless.here")}</span>
      </span>
      <button className="grid size-9 shrink-0 place-items-center rounded-full text-quiet hover:bg-wash hover:text-loss" title={word} aria-label={word} onClick={() => void leave(photo, person)}>
        <X size={16} aria-hidden="true" />
      </button>
    </li>
  );
}

function One({ face }: { face: OneFace }) {
  const say = useWords();
  const [naming, setNaming] = useState(false);
  const end = () => setNaming(false);
  const { id, person, name } = face;
  const crop = <Face id={id} className="size-12" />;
  const act = "grid size-9 shrink-0 place-items-center rounded-full text-quiet hover:bg-wash";
  return (
    <li className="flex items-center gap-3">
      {person ? (
        <Link href={`/collections/people/${person}`} aria-label={name || say("people.nobody")} className="group shrink-0 rounded-full">
          {crop}
        </Link>
      ) : (
        crop
      )}
      {naming ? (
        person ? (
          <NamePerson id={person} close={end} />
        ) : (
          <NameField focused save={(name) => void assign(id, { name }).then(end)} choose={(person) => void assign(id, { person: person.id }).then(end)} close={end} />
        )
      ) : (
        <>
          <span className="min-w-0 flex-1">
            {person && name ? (
              <Link href={`/collections/people/${person}`} className="underline-offset-4 hover:underline">
                <bdi>{name}</bdi>
              </Link>
            ) : (
              <button className="text-sun-text hover:underline" onClick={() => setNaming(true)}>
                {say("people.name")}
              </button>
            )}
          </span>
          {person && name && (
            <button className={act} title={say("face.cover", { name })} aria-label={say("face.cover", { name })} onClick={() => void tell(person, { cover: id })}>
              <ImageUp size={16} aria-hidden="true" />
            </button>
          )}
          <Wrong face={face} className={act} />
        </>
      )}
    </li>
  );
}

/** Of a name, that it is another's; where there is none, that the face does not matter. */
function Wrong({ face: { id, person, name }, className }: { face: OneFace; className: string }) {
  const say = useWords();
  const word = person && name ? say("tag.wrong", { name }) : say("face.ignore");
  return (
    <button className={`${className} hover:text-loss`} title={word} aria-label={word} onClick={() => void (person && name ? reject(id) : ignore(id))}>
      <X size={16} aria-hidden="true" />
    </button>
  );
}

function NamePerson({ id, close }: { id: string; close: () => void }) {
  const { data: person } = usePerson(id);
  return person ? <Naming person={person} focused close={close} /> : null;
}

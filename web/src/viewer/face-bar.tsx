/** Over a photo on which boxes are drawn, in the place of the other buttons: what can be done, and whose the chosen one is. */
import { Check, SquarePlus, Trash2 } from "lucide-react";

import type { Face as OneFace, Photo } from "@/api/types";
import { MAIN, QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { assign } from "@/faces/acts";
import { NameField } from "@/faces/name-field";

import { chooseBox, endBoxes, eraseBox, keepBox, newBox, useBoxes } from "./face-boxes";

export function FaceBar({ photo, faces }: { photo: Photo; faces: readonly OneFace[] }) {
  const say = useWords();
  const { chosen, sketch } = useBoxes();
  const face = faces.find(({ id }) => id === chosen);
  return (
    <div className="pointer-events-auto absolute inset-x-0 top-0 z-20 grid gap-2 bg-stage/85 p-2 pt-[max(0.5rem,env(safe-area-inset-top))] desk:flex desk:items-center">
      <div className="flex min-w-0 items-center gap-2">
        <button className={`${QUIET} shrink-0 py-2.5`} onClick={endBoxes}>
          {say("boxes.done")}
        </button>
        <button data-new-box className={`${QUIET} shrink-0 py-2.5`} aria-label={say("boxes.new")} title={say("boxes.new")} onClick={newBox}>
          <SquarePlus size={20} aria-hidden="true" />
        </button>
        {sketch && (
          <button className={`${MAIN} shrink-0`} onClick={() => void keepBox(photo.id)}>
            <Check size={18} aria-hidden="true" />
            {say("boxes.keep")}
          </button>
        )}
        {face && !sketch && <Erase photo={photo.id} face={face} />}
      </div>
      {face && !sketch ? (
        <div className="min-w-0 max-w-sm flex-1">
          <NameField
            key={face.id}
            focused={!face.name}
            value={face.name ?? ""}
            save={(name) => void assign(face.id, { name })}
            choose={(person) => void assign(face.id, { person: person.id })}
            close={() => chooseBox(null)}
          />
        </div>
      ) : (
        <p role="status" className="text-sm text-quiet">
          {say("boxes.how")}
        </p>
      )}
    </div>
  );
}

/** One that was only drawn goes; one that was found is no face from then on. */
function Erase({ photo, face: { id, drawn } }: { photo: string; face: OneFace }) {
  const say = useWords();
  return (
    <button className={`${QUIET} min-w-0 py-2.5 hover:text-loss`} onClick={() => void eraseBox(photo, id)}>
      <Trash2 size={18} aria-hidden="true" className="shrink-0" />
      <span className="truncate">{say(drawn ? "boxes.erase" : "boxes.noFace")}</span>
    </button>
  );
}

/** What can be said of many photos at once, or put right on one: words and stars, the date, the place. */
import { CalendarDays, MapPin, Tag } from "lucide-react";
import { useState } from "react";

import { Dialog } from "@/base/ui/dialog";
import { QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";

import { DateForm } from "./date";
import { PlaceForm } from "./place";
import { WordsForm } from "./words";

export type Part = "words" | "date" | "place";

const PARTS = [
  ["words", Tag],
  ["date", CalendarDays],
  ["place", MapPin],
] as const;
const FORMS = { words: WordsForm, date: DateForm, place: PlaceForm };

export default function EditDialog({ ids, part: first = null, close }: { ids: readonly string[]; part?: Part | null; close: () => void }) {
  const say = useWords();
  const [part, setPart] = useState(first);
  const Form = part && FORMS[part];
  return (
    <Dialog title={part ? say(`edit.${part}`, { n: ids.length }) : say("edit.many", { n: ids.length })} close={close}>
      {Form ? (
        <Form ids={ids} close={close} />
      ) : (
        <div className="mt-4 grid gap-2">
          {PARTS.map(([name, Icon]) => (
            <button key={name} className={`${QUIET} justify-start py-3`} onClick={() => setPart(name)}>
              <Icon size={18} aria-hidden="true" />
              {say(`edit.${name}`)}
            </button>
          ))}
        </div>
      )}
    </Dialog>
  );
}

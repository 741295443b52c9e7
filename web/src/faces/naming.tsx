/** Somebody gets a name, or another one. Where it is somebody's already it is asked whether they are the same person. */
import { useState } from "react";

import type { Person } from "@/api/types";
import { useWords } from "@/base/words";

import { merge, rename, tell } from "./acts";
import { NameField } from "./name-field";
import { SamePerson } from "./same-person";

interface Props {
  person: Person;
  focused?: boolean;
  /** Hears whose photos they are then. */
  close: (id: string) => void;
}

export function Naming({ person, focused, close }: Props) {
  const say = useWords();
  const [namesake, setNamesake] = useState<{ other: Person; name: string } | null>(null);
  const stay = () => close(person.id);
  const join = (into: Person) => {
    close(into.id); // first: who is about to be somebody else is not looked at any more
    void merge(into.id, [person.id]);
  };
  const save = async (name: string) => {
    const other = await rename(person.id, name);
    if (other) setNamesake({ other, name });
    else stay();
  };
  // Who picks a name that they see with its face has answered the question; not where a name would be lost by it.
  const choose = (other: Person) => (person.name ? setNamesake({ other, name: other.name }) : join(other));
  return (
    <>
      <NameField value={person.name} except={person.id} focused={focused} save={(name) => void save(name)} choose={choose} close={stay} />
      {namesake && (
        <SamePerson
          one={person}
          other={namesake.other}
          yes={() => join(namesake.other)}
          noWord={say("same.another", { name: namesake.name })}
          no={() => void tell(person.id, { name: namesake.name, another: true }).then(stay)}
          close={stay}
        />
      )}
    </>
  );
}

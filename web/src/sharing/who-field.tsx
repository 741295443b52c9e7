/** With whom: people here and one's own circles, by their names. */
import { useQuery } from "@tanstack/react-query";
import { UserRound, UsersRound, X } from "lucide-react";
import { useId, useState } from "react";

import { useCombobox } from "@/base/ui/combobox";
import { CHIP, FIELD, PROPOSAL, PROPOSALS } from "@/base/ui/styles";
import { useSharingWords } from "@/base/words/sharing";

import { ofNamed, type Somebody } from "./shares";

export function WhoField({ who, set }: { who: readonly Somebody[]; set: (who: readonly Somebody[]) => void }) {
  const say = useSharingWords();
  const id = useId();
  const [text, setText] = useState("");
  const shown = useState(false);
  const { data = [], isSuccess } = useQuery({ ...ofNamed(text.trim()), enabled: shown[0] && text.trim() !== "", placeholderData: (before) => before });
  const options = text.trim() ? data.filter((one) => !who.some(({ id }) => id === one.id)) : [];
  const take = (one: Somebody) => {
    box.hide();
    setText("");
    set([...who, one]);
  };
  const box = useCombobox(shown, options, take);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {say("who")}
      </label>
      {who.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-2">
          {who.map((one) => (
            <li key={one.id} className={CHIP}>
              {one.to === "circle" ? <UsersRound size={16} aria-hidden="true" /> : <UserRound size={16} aria-hidden="true" />}
              <bdi>{one.name}</bdi>
              <button type="button" aria-label={say("who.remove", { name: one.name })} onClick={() => set(who.filter((other) => other !== one))} className="-me-1.5 rounded-full p-1 hover:bg-line">
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="relative">
        <input
          {...box.field}
          id={id}
          type="text"
          dir="auto"
          spellCheck={false}
          maxLength={64}
          placeholder={say("who.find")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            box.typed();
          }}
          onKeyDown={(event) => {
            box.field.onKeyDown(event);
            if (event.key !== "Enter" || event.defaultPrevented || !text.trim()) return;
            event.preventDefault();
            const one = box.active ?? options[0];
            if (one) take(one);
          }}
          className={FIELD}
        />
        <ul {...box.list} aria-label={say("who")} className={PROPOSALS}>
          {options.map((one, index) => (
            <li key={one.id} {...box.option(one, index)} className={PROPOSAL}>
              {one.to === "circle" ? <UsersRound size={18} aria-hidden="true" /> : <UserRound size={18} aria-hidden="true" />}
              <bdi className="min-w-0 flex-1 truncate">{one.name}</bdi>
              {one.to === "circle" && <span className="text-sm text-quiet">{say("who.circle")}</span>}
            </li>
          ))}
        </ul>
      </div>
      {text.trim() && isSuccess && !data.length && (
        <p role="status" className="mt-1.5 text-sm text-quiet">
          {say("who.none")}
        </p>
      )}
    </div>
  );
}

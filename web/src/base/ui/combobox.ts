/** A field that proposes while one writes: the combobox of WAI-ARIA. The focus stays in the field, its arrows go through
 * the proposals. */
import { useId, useState, type Dispatch, type KeyboardEvent, type MouseEvent, type SetStateAction } from "react";

/** Whether proposals are wanted is a state of the caller's, who may ask for them only then. */
export function useCombobox<Option>([shown, setShown]: [boolean, Dispatch<SetStateAction<boolean>>], options: readonly Option[], choose: (option: Option) => void) {
  const [at, setAt] = useState(-1); // -1 is the field itself, between the last proposal and the first
  const list = useId();
  const open = shown && options.length > 0;
  const active = open ? options[at] : undefined;

  const show = () => setShown(true);
  const hide = () => {
    setShown(false);
    setAt(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((before) => ((before + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // what the field stands in stays open
      hide();
    }
  };

  return {
    active,
    hide,
    /** Something else was typed. */
    typed: () => {
      show();
      setAt(-1);
    },
    field: {
      role: "combobox",
      "aria-expanded": open,
      "aria-controls": list,
      "aria-autocomplete": "list",
      "aria-activedescendant": active === undefined ? undefined : `${list}-${at}`,
      autoComplete: "off",
      onFocus: show,
      onBlur: hide,
      onKeyDown,
    },
    list: { id: list, role: "listbox", hidden: !open },
    /** The mouse must not take the focus away from the field. */
    option: (option: Option, index: number) => ({
      id: `${list}-${index}`,
      role: "option",
      "aria-selected": index === at,
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onClick: () => choose(option),
    }),
  } as const;
}

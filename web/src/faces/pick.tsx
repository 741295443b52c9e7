/** Faces, large, of which some are picked, and what can be done with those. */
import type { ReactNode } from "react";

import { PAGE } from "@/base/ui/styles";

import { Face } from "./face";

interface Choice {
  id: string;
  face: string | null;
  /** What a screen reader calls it. */
  name: string;
  below?: string;
}

interface Props {
  label: string;
  choices: readonly Choice[];
  picked: ReadonlySet<string>;
  change: (picked: ReadonlySet<string>) => void;
}

export function PickFaces({ label, choices, picked, change }: Props) {
  const flip = (id: string) => change(new Set(picked.has(id) ? [...picked].filter((each) => each !== id) : [...picked, id]));
  return (
    <ul aria-label={label} className={`grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-3 pb-40 desk:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] ${PAGE}`}>
      {choices.map(({ id, face, name, below }) => (
        <li key={id}>
          <button
            aria-pressed={picked.has(id)}
            aria-label={name}
            onClick={() => flip(id)}
            className="group grid w-full justify-items-center gap-1 rounded-2xl p-2 hover:bg-wash aria-pressed:bg-sun/25 aria-pressed:outline-2 aria-pressed:outline-sun"
          >
            <Face id={face} className="size-26 desk:size-36" />
            {below && <span className="text-sm text-quiet tabular-nums">{below}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Where some are picked: how many, and what is done with them. */
export function PickBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className={`fixed inset-x-0 bottom-0 z-30 flex flex-wrap items-center gap-3 bg-raised pt-3 pb-[calc(1rem+env(safe-area-inset-bottom))] shadow-[0_-4px_24px_rgb(0_0_0/0.18)] ${PAGE}`}>
      <span className="tabular-nums">{label}</span>
      {children}
    </section>
  );
}

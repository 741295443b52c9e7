/** A modal dialog of the browser's own: focus stays inside, Escape closes, what lies under it is inert. */
import { X } from "lucide-react";
import { useRef, type ReactNode } from "react";

import { useWords } from "@/base/words";

import { useModal } from "./modal";

interface Props {
  title: string;
  close?: () => void;
  children: ReactNode;
}

export function Dialog({ title, close, children }: Props) {
  const say = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, close);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      className="rise m-auto w-[min(30rem,calc(100vw-2rem))] rounded-2xl bg-ground p-6 shadow-2xl backdrop:bg-black/50"
    >
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-lg">{title}</h2>
        {close && (
          <button onClick={close} aria-label={say("close")} className="rounded-full p-2 hover:bg-wash">
            <X size={20} aria-hidden="true" />
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}

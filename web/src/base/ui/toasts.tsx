/** A sentence for some seconds, with one thing to do about it. What was done can be undone while it stands there. */
import { useEffect } from "react";
import { create } from "zustand";

import { OnTop } from "./modal";

interface Toast {
  key: number;
  text: string;
  action?: { label: string; run: () => void } | undefined;
  until: number; // milliseconds since the epoch
}
const useToasts = create<{ toasts: Toast[] }>()(() => ({ toasts: [] }));
let count = 0;

/** Returns how to take it back. */
export function say(text: string, { action, seconds = 6 }: { action?: Toast["action"]; seconds?: number } = {}): () => void {
  const key = ++count;
  const others = useToasts.getState().toasts.filter((toast) => toast.text !== text || toast.action);
  useToasts.setState({ toasts: [...others.slice(-2), { key, text, action, until: Date.now() + seconds * 1000 }] });
  return () => close(key);
}

const close = (key: number) => useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.key !== key) }));

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <OnTop>
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--bar)+1rem)] z-60 grid justify-items-center gap-2 phone:bottom-[calc(var(--bar)+5.5rem)]"
      >
        {toasts.map((toast) => (
          <One key={toast.key} toast={toast} />
        ))}
      </div>
    </OnTop>
  );
}

function One({ toast }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => close(toast.key), toast.until - Date.now());
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className="rise pointer-events-auto flex min-h-12 items-center gap-3 rounded-xl bg-[#2a2b30] py-2 ps-5 pe-3 text-[#f4f2ee] shadow-lg">
      <span>{toast.text}</span>
      {toast.action && (
        <button
          className="rounded-lg px-3 py-1.5 font-semibold text-[#f3bd52] hover:bg-white/10"
          onClick={() => {
            close(toast.key);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </button>
      )}
    </div>
  );
}

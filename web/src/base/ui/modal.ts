/** What lies over the page. To a modal dialog everything else is inert, so that what must be seen and pressed above all
 * is drawn into the topmost one. */
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { createPortal } from "react-dom";
import { create } from "zustand";

const useOpen = create<{ dialogs: readonly HTMLDialogElement[] }>()(() => ({ dialogs: [] }));

/** The dialog is open for as long as it stands in the page; Escape only asks to leave. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, leave?: () => void): void {
  const asked = useRef(leave);
  useEffect(() => {
    asked.current = leave;
  });
  useLayoutEffect(() => {
    const node = dialog.current;
    if (!node) return;
    const onCancel = (event: Event) => {
      event.preventDefault();
      asked.current?.();
    };
    // A second Escape closes it whatever the page says.
    const onClose = () => {
      node.showModal();
      asked.current?.();
    };
    node.showModal();
    node.addEventListener("cancel", onCancel);
    node.addEventListener("close", onClose);
    useOpen.setState(({ dialogs }) => ({ dialogs: [...dialogs, node] }));
    return () => {
      node.removeEventListener("cancel", onCancel);
      node.removeEventListener("close", onClose);
      node.close();
      useOpen.setState(({ dialogs }) => ({ dialogs: dialogs.filter((other) => other !== node) }));
    };
  }, [dialog]);
}

export function OnTop({ children }: { children: ReactNode }): ReactNode {
  const top = useOpen(({ dialogs }) => dialogs.at(-1));
  return top ? createPortal(children, top) : children;
}

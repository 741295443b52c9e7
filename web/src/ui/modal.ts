/** What lies over the page. To a modal dialog everything else is inert, so that what must be seen and pressed above all
 * is drawn into the topmost one. */
import { useLayoutEffect, type ReactNode, type RefObject } from "react";
import { createPortal } from "react-dom";
import { create } from "zustand";

const useOpen = create<{ dialogs: readonly HTMLDialogElement[] }>()(() => ({ dialogs: [] }));

/** Opens the dialog for as long as it stands in the page. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const node = dialog.current;
    if (!node) return;
    const open = () => node.showModal();
    open();
    node.addEventListener("close", open); // which the browser does by itself on a second Escape
    useOpen.setState(({ dialogs }) => ({ dialogs: [...dialogs, node] }));
    return () => {
      node.removeEventListener("close", open);
      node.close();
      useOpen.setState(({ dialogs }) => ({ dialogs: dialogs.filter((other) => other !== node) }));
    };
  }, [dialog]);
}

export function OnTop({ children }: { children: ReactNode }): ReactNode {
  const top = useOpen(({ dialogs }) => dialogs.at(-1));
  return top ? createPortal(children, top) : children;
}

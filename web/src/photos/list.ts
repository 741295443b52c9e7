/** The photos on the page in their order, for the viewer's neighbours and for ranges. */
import { create } from "zustand";

export const useList = create<{ ids: readonly string[] }>()(() => ({ ids: [] }));
export const setList = (ids: readonly string[]) => useList.setState({ ids });

/** Where the photo stands on the page, if it does. */
export const tileElement = (id: string) => document.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"]`);

const FRAMES = 90; // of the screen, in which a photo that was moved, or led to, is in its place

/** What comes into the page anew, in another row, loses the focus: it gets it back, unless something else has it by then. */
export function keepFocus(id: string, options?: FocusOptions, frames = FRAMES): void {
  if (!frames) return;
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) tileElement(id)?.querySelector("a")?.focus(options);
    keepFocus(id, options, frames - 1);
  });
}

export function neighbours(ids: readonly string[], of: string): { before: string | undefined; after: string | undefined } {
  const at = ids.indexOf(of);
  return at < 0 ? { before: undefined, after: undefined } : { before: ids[at - 1], after: ids[at + 1] };
}

/** The photos on the page in their order, for the viewer's neighbours and for ranges. */
import { create } from "zustand";

export const useList = create<{ ids: readonly string[] }>()(() => ({ ids: [] }));
export const setList = (ids: readonly string[]) => useList.setState({ ids });

/** Where the photo stands on the page, if it does. */
export const tileElement = (id: string) => document.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"]`);

export function neighbours(ids: readonly string[], of: string): { before: string | undefined; after: string | undefined } {
  const at = ids.indexOf(of);
  return at < 0 ? { before: undefined, after: undefined } : { before: ids[at - 1], after: ids[at + 1] };
}

/** The photos that were chosen. A range runs through the list as it stands on the page. */
import { create } from "zustand";

interface Selection {
  chosen: ReadonlySet<string>;
  /** Where the last choice was made: a range begins there. */
  anchor: string | null;
}
export const useSelection = create<Selection>()(() => ({ chosen: new Set(), anchor: null }));

export const clearSelection = () => useSelection.setState({ chosen: new Set(), anchor: null });

export function toggle(id: string): void {
  const chosen = new Set(useSelection.getState().chosen);
  if (!chosen.delete(id)) chosen.add(id);
  useSelection.setState({ chosen, anchor: id });
}

/** The ids from one to the other, both included, whichever comes first. */
export function between(list: readonly string[], one: string, other: string): string[] {
  const [a, b] = [list.indexOf(one), list.indexOf(other)];
  if (a < 0 || b < 0) return [other];
  return list.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Chooses everything from the anchor to here, beside what was chosen `before` the range began. */
export function extend(list: readonly string[], to: string, before: ReadonlySet<string> = useSelection.getState().chosen): void {
  const { anchor } = useSelection.getState();
  useSelection.setState({ chosen: new Set([...before, ...between(list, anchor ?? to, to)]), anchor: anchor ?? to });
}

export function chooseAll(ids: readonly string[]): void {
  const { chosen } = useSelection.getState();
  const every = ids.every((id) => chosen.has(id));
  const next = new Set(chosen);
  ids.forEach((id) => (every ? next.delete(id) : next.add(id)));
  useSelection.setState({ chosen: next, anchor: ids[0] ?? null });
}

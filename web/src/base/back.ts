/** What lies over a page has an entry of its own in the history, so that Back takes it away before it leaves the page. */

export interface Entry {
  /** A photo, opened from here: going back closes it. */
  opened?: boolean;
  /** Of this opening, and of what is laid over it. */
  own?: string;
  /** The list to walk through, where it is not the one on the page. Going back finds the one before. */
  among?: readonly string[];
  /** The details of the photo cover it. */
  sheet?: boolean;
  /** Photos are chosen. */
  chosen?: boolean;
}
export const entry = () => (history.state as Entry | null) ?? {};

const SETTLED = 500; // milliseconds

let leaving: Promise<void> | null = null;

/** The page stays where it is, whatever the browser remembers of the entry that is come back to. */
export function stay(): void {
  history.scrollRestoration = "manual";
}

export function lay(over: Entry): void {
  stay();
  history.pushState({ ...entry(), ...over }, "", location.href);
}

/** Takes away the topmost. It is gone a moment later. */
export function back(steps = 1): void {
  leaving = new Promise((resolve) => {
    const onPop = () => {
      leaving = null;
      resolve();
    };
    addEventListener("popstate", onPop, { once: true });
  });
  history.go(-steps);
}

/** At once, or when what is being taken away has gone: a step back must not meet a newer entry. */
export function whenGone(act: () => void): void {
  if (leaving) void leaving.then(act);
  else act();
}

addEventListener("popstate", () => {
  const { opened, sheet, chosen } = entry();
  if (!opened && !sheet && !chosen) setTimeout(() => (history.scrollRestoration = "auto"), SETTLED);
});

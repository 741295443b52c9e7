/** Where the reader is, kept in the address: `#q=kitten&photo=<id>`. Back and forward work, and a link can be kept. */

const watchers = [];

export const watch = (watcher) => watchers.push(watcher);

export function here() {
  const parts = new URLSearchParams(location.hash.slice(1));
  return { q: parts.get("q") ?? "", photo: parts.get("photo") ?? "" };
}

export function address(change) {
  const parts = Object.entries({ ...here(), ...change }).filter(([, value]) => value);
  return `#${new URLSearchParams(parts)}`;
}

/** `replace` leaves no step to go back to. */
export function go(change, { replace = false } = {}) {
  if (replace) history.replaceState(history.state, "", address(change));
  else history.pushState({ inside: true }, "", address(change));
  arrive();
}

/** One step back, when this page made the step; else straight to `otherwise`. */
export function back(otherwise) {
  if (history.state?.inside) history.back();
  else go(otherwise, { replace: true });
}

export function arrive() {
  for (const watcher of watchers) watcher(here());
}

addEventListener("popstate", arrive);

/** Whose app this is: the account that is signed in on this device. A page belongs to one from its load to its end, so
 * that nothing it shows, keeps or still has to send ever becomes another's. All tabs hear of a change. */
import { LINK } from "./at";

const KEY = "heliograph-account";
const CHANGING = "?";

const written = (): string => globalThis.localStorage?.getItem(KEY) ?? ""; // a worker has none: it is told

/** "" where nobody is signed in: in an installation without accounts, before the sign-in, and on the page of a link. */
export const mine = LINK ? "" : written().replace(CHANGING, "");

/** No while somebody signs in: from then on the browser's cookies may be another's. */
export const isStillMine = () => written() === mine;

/** Nobody's page sends anything until `become`, or until what this returns is called. */
export function hold(): () => void {
  localStorage.setItem(KEY, CHANGING);
  return () => localStorage.setItem(KEY, mine);
}

/** The app begins anew as another's ("": nobody's), or elsewhere. What is in memory goes with the page. */
export function become(account: string, elsewhere = ""): void {
  localStorage.setItem(KEY, account);
  begin(elsewhere);
}

export function begin(elsewhere = ""): void {
  location.replace(elsewhere || import.meta.env.BASE_URL);
}

/** In another tab somebody signed in or out. */
export function watchWhose(signal: AbortSignal): void {
  const changed = ({ key }: StorageEvent) => (key === KEY || key === null) && written() !== CHANGING && !isStillMine() && begin();
  addEventListener("storage", changed, { signal });
}

/** What is to be said of a password while it is thought up. The gateway refuses the commonest; this is for the rest. */
import type { AccountKey } from "@/base/words/account";

const LEAST = 12;
const MOST = 128;
const STRONG = 18;
const FEW = 5; // different characters

/** null of none yet. `enough`: the gateway may take it. */
export function hint(password: string, name: string): { key: AccountKey; enough: boolean; n?: number } | null {
  const letters = [...password];
  if (!letters.length) return null;
  if (letters.length < LEAST) return { key: "password.short", enough: false, n: LEAST - letters.length };
  if (letters.length > MOST) return { key: "password.long", enough: false };
  const [folded, owner] = [password.toLowerCase(), name.trim().toLowerCase()];
  if (owner.length > 2 && folded.includes(owner)) return { key: "password.named", enough: true };
  if (new Set(folded).size < FEW) return { key: "password.plain", enough: true };
  return { key: letters.length < STRONG ? "password.good" : "password.strong", enough: true };
}

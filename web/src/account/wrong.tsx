/** Why it did not work, where it is read out at once. */
import { Problem } from "@/api/client";
import { useAccountWords, type AccountKey } from "@/base/words/account";

import { refusal } from "./acts";

/** `words`: ours for some statuses. */
export function Wrong({ error, words = {} }: { error: unknown; words?: Record<number, AccountKey> }) {
  const say = useAccountWords();
  if (!error) return null;
  const key = error instanceof Problem ? words[error.status] : undefined;
  const text = key ? say(key) : refusal(error, say);
  return text ? (
    <p role="alert" className="text-loss">
      {text}
    </p>
  ) : null;
}

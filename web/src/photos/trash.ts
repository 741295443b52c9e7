/** What is done to photos in the trash. */
import { send } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import type { FromTrash } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words, type Key } from "@/base/words";

import * as known from "./known";
import { stir } from "./months";

export const TRASH = "trash";

/** `ids` null: all that lie there. */
export const restore = (ids: readonly string[] | null) => each("restore", ids, "trash.restored");

/** For good. */
export const emptyTrash = (ids: readonly string[] | null) => each("empty", ids, "trash.gone");

async function each(what: "restore" | "empty", ids: readonly string[] | null, done: Key): Promise<void> {
  try {
    let count = 0;
    let more = true;
    while (more) {
      const answer = await send<FromTrash>("POST", `/trash/${what}`, ids ? { ids } : { all: true });
      count += answer.count;
      more = answer.more && answer.count > 0;
    }
    if (what === "restore") known.unhide(ids ?? known.goneIds());
    say(words(done, { n: count }));
  } catch (error) {
    say(sentence(error));
  }
  await queries.invalidateQueries({ queryKey: [TRASH] });
  if (what === "restore") stir(queries, new Set());
}

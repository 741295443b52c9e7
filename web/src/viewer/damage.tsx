/** That the original file is missing or damaged: since when, what one sees instead, and what to do. */
import { FileX } from "lucide-react";

import { isDamaged, pictured } from "@/api/photo";
import { damage } from "@/api/sentence";
import type { Photo } from "@/api/types";
import { QUIET } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { instant } from "@/base/words/format";
import { chooseFiles } from "@/upload/drop";

export function Damage({ photo }: { photo: Photo }) {
  const say = useWords();
  // Lists say only that there is damage; the photo itself says which.
  if (!isDamaged(photo) || !photo.damage) return null;
  const { damage_noticed_at: noticed } = photo;
  return (
    <section role="status" className="grid grid-cols-[1.5rem_1fr] gap-x-3 gap-y-2 text-sm">
      <FileX size={18} aria-hidden="true" className="mt-0.5 text-loss" />
      <div className="grid justify-items-start gap-2">
        <p>{say(damage(photo.damage_kind) ?? "error.original_altered")}</p>
        <p className="text-quiet">{[noticed && say("damage.noticed", { when: instant(noticed) }), pictured(photo) && say("damage.preview")].filter(Boolean).join(" ")}</p>
        <button className={QUIET} onClick={chooseFiles}>
          {say("damage.choose")}
        </button>
      </div>
    </section>
  );
}

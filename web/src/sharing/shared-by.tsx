/** Of another's photo: who shares it, and that it may be saved to a library of one's own. */
import { HardDriveDownload } from "lucide-react";

import { useIsGuest } from "@/api/session";
import type { Photo } from "@/api/types";
import { CHIP } from "@/base/ui/styles";
import { useSharingWords } from "@/base/words/sharing";

import { save, useShareOf } from "./shares";

/** `given`: its file may be had. */
export default function SharedBy({ photo, given }: { photo: Photo; given: boolean }) {
  const say = useSharingWords();
  const guest = useIsGuest();
  const share = useShareOf(photo);
  return (
    <div className="-mt-3 grid justify-items-start gap-3 empty:hidden">
      {share?.by && <p className="text-sm text-quiet">{say("shared.from", { name: share.by })}</p>}
      {given && !guest && (
        <button className={`${CHIP} text-sm`} onClick={() => void save([photo.id], (n) => say("saved", { n }))}>
          <HardDriveDownload size={14} aria-hidden="true" />
          {say("save")}
        </button>
      )}
    </div>
  );
}

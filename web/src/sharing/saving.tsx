/** Chosen photos that are not all the reader's own: they may be copied into the reader's library, and downloaded, where that
 * is allowed. */
import { useQuery } from "@tanstack/react-query";
import { Download, HardDriveDownload } from "lucide-react";

import { useIsGuest } from "@/api/session";
import type { Photo } from "@/api/types";
import { ICON } from "@/base/ui/styles";
import { useWords } from "@/base/words";
import { useSharingWords } from "@/base/words/sharing";
import { download } from "@/photos/actions";
import { get, isOwn } from "@/photos/known";
import { clearSelection, useSelection } from "@/photos/selection";

import { gives, ofWithMe, save } from "./shares";

/** `within`: the share, or the album, that they are shown in. `given`: they may be had, whatever the shares say. */
export default function Saving({ within, given = false }: { within?: string; given?: boolean }) {
  const say = useSharingWords();
  const frame = useWords();
  const guest = useIsGuest();
  const chosen = useSelection((selection) => selection.chosen);
  const { data: shares = [] } = useQuery(ofWithMe());
  if (!given && !shares.some((share) => gives(share, within))) return null;
  const then = (act: (ids: string[]) => unknown) => () => {
    void act([...chosen]);
    clearSelection();
  };
  return (
    <>
      {!guest && (
        <button className={ICON} title={say("save")} aria-label={say("save")} onClick={then((ids) => save(ids.filter((id) => !isOwn(id)), (n) => say("saved", { n }), within))}>
          <HardDriveDownload size={20} />
        </button>
      )}
      <button className={ICON} title={frame("act.download")} aria-label={frame("act.download")} onClick={then((ids) => download(ids.map(get).filter((photo): photo is Photo => photo !== undefined)))}>
        <Download size={20} />
      </button>
    </>
  );
}

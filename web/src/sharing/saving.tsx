/** Chosen photos of another's: they may be copied into one's own library, and downloaded, where that is allowed. */
import { Download, HardDriveDownload } from "lucide-react";

import { send } from "@/api/client";
import { sentence } from "@/api/sentence";
import type { Photo, SavedPhotos } from "@/api/types";
import { ICON } from "@/base/ui/styles";
import { say as tell } from "@/base/ui/toasts";
import { useWords } from "@/base/words";
import { useSharingWords } from "@/base/words/sharing";
import { download as fetchAll } from "@/photos/actions";
import { get } from "@/photos/known";
import { clearSelection, useSelection } from "@/photos/selection";

export function Saving({ share, download }: { share: string; download: boolean }) {
  const say = useSharingWords();
  const frame = useWords();
  const chosen = useSelection((selection) => selection.chosen);
  if (!download) return null;
  const save = async () => {
    const ids = [...chosen];
    clearSelection();
    try {
      const { photos } = await send<SavedPhotos>("POST", "/photos/save", { ids, share });
      tell(say("saved", { n: photos.filter(({ status }) => status !== "damaged").length }));
    } catch (error) {
      tell(sentence(error));
    }
  };
  const fetchThem = () => {
    void fetchAll([...chosen].map(get).filter((photo): photo is Photo => photo !== undefined));
    clearSelection();
  };
  return (
    <>
      <button className={ICON} title={say("save")} aria-label={say("save")} onClick={() => void save()}>
        <HardDriveDownload size={20} />
      </button>
      <button className={ICON} title={frame("act.download")} aria-label={frame("act.download")} onClick={fetchThem}>
        <Download size={20} />
      </button>
    </>
  );
}

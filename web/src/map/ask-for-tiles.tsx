/** Whoever serves tiles learns where one looks: they are asked for once the reader has said so. */
import { choose, useSettings } from "@/base/settings";
import { useWords } from "@/base/words";

export function AskForTiles() {
  const say = useWords();
  const tiles = useSettings(({ tiles }) => tiles);
  if (tiles) return null;
  return (
    <button onClick={() => choose({ tiles: true })} title={say("settings.tilesHow")} className="absolute start-3 top-3 rounded-full bg-raised px-4 py-2 text-sm shadow-lg hover:bg-wash">
      {say("settings.tilesShow")}
    </button>
  );
}

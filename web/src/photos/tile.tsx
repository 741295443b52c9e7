/** One photo in a list. It has its shape and its colours from the first moment, so that nothing shifts. */
import { Check, CircleAlert, Heart } from "lucide-react";
import { memo, useState } from "react";

import { called, pictured, unreadable } from "@/api/photo";
import { useWords } from "@/base/words";

import { usePhoto } from "./known";
import { usePicture } from "./picture";
import { useSelection } from "./selection";
import { paint } from "./thumbhash";

interface Props {
  id: string;
  width: number;
  height: number;
  /** One tile of a list can be reached by Tab, the arrow keys lead to the others. */
  reachable: boolean;
  /** Among the first on the page: where the way is narrow, its picture goes before the others. */
  first: boolean;
  open: (id: string) => void;
  choose: (id: string, range: boolean) => void;
}

export const TileView = memo(function TileView({ id, width, height, reachable, first, open, choose }: Props) {
  const say = useWords();
  const photo = usePhoto(id);
  const chosen = useSelection(({ chosen }) => chosen.has(id));
  const choosing = useSelection(({ chosen }) => chosen.size > 0);
  // The mouse or the keys are at it: hundreds of tiles come and go with every scroll, few are ever chosen.
  const [near, setNear] = useState(false);
  const shown = pictured(photo);
  const { src, failed } = usePicture(id, "thumbnail", shown);
  if (!photo) return <div style={{ width, height }} className="bg-wash" />;

  return (
    <div
      data-tile={id}
      style={{ width, height }}
      onPointerMove={({ pointerType }) => pointerType === "mouse" && setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => setNear(true)}
      onBlur={() => setNear(false)}
      className="relative shrink-0 bg-wash [contain:size_layout_style]"
    >
      <a
        href={`?photo=${id}`}
        data-id={id}
        tabIndex={reachable ? 0 : -1}
        draggable={false}
        aria-label={called(photo)}
        className={`tile absolute inset-0 block transition-transform duration-150 ${chosen ? "scale-[0.88] overflow-hidden rounded-lg" : ""}`}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          if (choosing || event.shiftKey) choose(id, event.shiftKey);
          else open(id);
        }}
      >
        {photo.thumbhash && (
          <canvas
            width={16}
            height={16}
            aria-hidden="true"
            className="absolute inset-0 size-full"
            ref={(canvas) => paint(canvas, photo.thumbhash)}
          />
        )}
        {src && (
          <img
            src={src}
            alt=""
            draggable={false}
            decoding="async"
            fetchPriority={first ? "high" : "low"}
            onError={failed}
            className="absolute inset-0 size-full object-cover"
          />
        )}
      </a>
      {unreadable(photo) && <Failed name={photo.file_name} />}
      {(near || choosing) && <Choice id={id} name={called(photo)} chosen={chosen} choosing={choosing} choose={choose} />}
      {photo.favourite && <Heart size={16} aria-hidden="true" className="pointer-events-none absolute bottom-2 start-2 fill-white text-white drop-shadow" />}
      {photo.status === "processing" && (
        <span className="pointer-events-none absolute end-2.5 top-2.5 size-2.5 rounded-full bg-sun ring-2 ring-black/25" title={say("work.one")} />
      )}
    </div>
  );
});

interface ChoiceProps {
  id: string;
  name: string;
  chosen: boolean;
  /** Some photo is chosen; until then a finger, which cannot hover, holds a photo to choose it. */
  choosing: boolean;
  choose: (id: string, range: boolean) => void;
}

function Choice({ id, name, chosen, choosing, choose }: ChoiceProps) {
  const say = useWords();
  return (
    <button
      type="button"
      role="checkbox"
      tabIndex={-1}
      aria-checked={chosen}
      aria-label={say("select.one", { name })}
      data-check={id}
      onClick={(event) => choose(id, event.shiftKey)}
      className={`absolute start-0 top-0 grid size-11 place-items-center ${choosing ? "" : "[@media(hover:none)]:hidden"}`}
    >
      <span
        className={`grid size-6 place-items-center rounded-full border-2 shadow-sm ${chosen ? "border-sun bg-sun text-[#17181c]" : "border-white bg-black/30"}`}
      >
        {chosen && <Check size={16} strokeWidth={3} />}
      </span>
    </button>
  );
}

function Failed({ name }: { name: string }) {
  return (
    <span className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center gap-1 p-2 text-center text-xs text-quiet">
      <CircleAlert size={16} aria-hidden="true" />
      <span className="line-clamp-2 max-w-full [overflow-wrap:anywhere]">{name}</span>
    </span>
  );
}

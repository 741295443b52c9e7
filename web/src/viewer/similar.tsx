/** Photos that look like this one. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { json } from "@/api/client";
import { called } from "@/api/photo";
import type { Hit, Photo } from "@/api/types";
import { useOpened } from "@/base/route";
import { useWords } from "@/base/words";
import { put } from "@/photos/known";
import { usePicture } from "@/photos/picture";

export function Similar({ photo }: { photo: Photo }) {
  const say = useWords();
  const [, open] = useOpened();
  const { data } = useQuery({
    queryKey: ["similar", photo.id],
    queryFn: async () => {
      const { hits } = await json<{ hits: Hit[] }>(`/photo/${photo.id}/similar?limit=9`);
      return hits.filter(({ photo: { id } }) => id !== photo.id).map((hit) => put(hit.photo));
    },
    retry: false,
    enabled: photo.status === "ready",
  });
  const shown = data?.slice(0, 8) ?? [];
  if (!shown.length) return null;
  const among = shown.map(({ id }) => id);
  return (
    <section>
      <h3 className="mb-1.5 text-sm text-quiet">{say("panel.similar")}</h3>
      <div className="grid grid-cols-4 gap-[3px]">
        {shown.map((other) => (
          <Other key={other.id} photo={other} open={() => open(other.id, { among })} />
        ))}
      </div>
      <Link href={`/search?like=${photo.id}`} className="mt-1 inline-block text-sm text-sun-text hover:underline">
        {say("panel.moreLike")}
      </Link>
    </section>
  );
}

function Other({ photo, open }: { photo: Photo; open: () => void }) {
  const { src, failed } = usePicture(photo.id, "thumbnail");
  return (
    <button onClick={open} aria-label={called(photo)} className="aspect-square overflow-hidden bg-wash focus-visible:outline-offset-[-3px]">
      {src && <img src={src} alt="" loading="lazy" onError={failed} className="size-full object-cover" />}
    </button>
  );
}

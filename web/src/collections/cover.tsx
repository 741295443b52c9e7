/** One of a collection's newest photos stands for it. They are asked for when it comes into sight. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { json } from "@/api/client";
import type { Photos } from "@/api/types";
import { asQuery, type Filter } from "@/photos/filter";
import { put } from "@/photos/known";

import { Picture } from "./picture";

const FEW = 6;

export function Cover({ filter }: { filter: Filter }) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: "200px" });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const { data } = useQuery({
    queryKey: ["cover", asQuery(filter)],
    queryFn: async () => {
      const { photos } = await json<Photos>(`/photos?${asQuery(filter, { limit: FEW })}`);
      // Collections share their newest photos: each takes another one, always the same.
      const letters = [...asQuery(filter)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
      return photos.map(put)[letters % Math.max(1, photos.length)] ?? null;
    },
    enabled: near,
    staleTime: 5 * 60_000,
  });
  return (
    <div ref={box} className="aspect-[4/3] overflow-hidden rounded-lg bg-wash">
      {data && <Picture photo={data} />}
    </div>
  );
}

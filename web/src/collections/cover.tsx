/** The photo that is most surely what its collection is called stands for it; of a place or a mood, one of the newest. They
 * are asked for when it comes into sight. */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { json } from "@/api/client";
import { asQuery, type Filter } from "@/api/filter";
import type { Photo, Photos } from "@/api/types";
import { put } from "@/photos/known";
import { Picture } from "@/photos/picture-box";

const FEW = 6;
const MANY = 40; // among which the surest is looked for

/** From each collection's photos the one that shows it: no two of a shelf the same, where another is there. Those that
 * are on their way (null) hold up the later ones, so that no cover changes under the eye; undefined was not asked for. */
export function chosen<T extends { id: string }>(shelf: readonly (readonly T[] | null | undefined)[]): (T | undefined)[] {
  const taken = new Set<string>();
  let waiting = false;
  return shelf.map((photos) => {
    waiting ||= photos === null;
    if (waiting || !photos) return undefined;
    const one = photos.find(({ id }) => !taken.has(id)) ?? photos[0];
    if (one) taken.add(one.id);
    return one;
  });
}

/** By how sure it is that the tag is true of them. */
export function surest<T extends Pick<Photo, "tags">>(photos: readonly T[], tag: string): T[] {
  const sure = ({ tags }: T) => tags.find(({ name }) => name === tag)?.confidence ?? 0;
  return [...photos].sort((one, other) => sure(other) - sure(one));
}

/** The covers of a shelf; `want` asks for one of them. */
export function useCovers(filters: readonly Filter[]): { covers: (Photo | undefined)[]; want: (index: number) => void } {
  const [wanted, setWanted] = useState<ReadonlySet<number>>(new Set());
  const answers = useQueries({
    queries: filters.map((filter, index) => ({
      queryKey: ["cover", asQuery(filter)],
      queryFn: async () => {
        const { tag } = filter;
        const { photos } = await json<Photos>(`/photos?${asQuery(filter, { limit: tag ? MANY : FEW })}`);
        if (tag) return surest(photos, String(tag)).slice(0, FEW).map(put);
        // Shelves share their newest photos: each collection begins with another one, always the same.
        const letters = [...asQuery(filter)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
        const first = letters % Math.max(1, photos.length);
        return [...photos.slice(first), ...photos.slice(0, first)].map(put);
      },
      enabled: wanted.has(index),
      staleTime: 5 * 60_000,
    })),
  });
  const want = useCallback((index: number) => setWanted((before) => (before.has(index) ? before : new Set([...before, index]))), []);
  return { covers: chosen(answers.map(({ data, isLoading }) => (isLoading ? null : data))), want };
}

export function Cover({ photo, near }: { photo: Photo | undefined; near: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const told = useRef(near);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && told.current(), { rootMargin: "200px" });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className="aspect-[4/3] overflow-hidden rounded-lg bg-wash">
      {photo && <Picture id={photo.id} rendition="cover" />}
    </div>
  );
}

/** Photos that know where they were taken, for those beside them that do not. */
import { place } from "@/api/photo-facts";
import type { Photo } from "@/api/types";
import { get } from "@/photos/known";

const FAR = 100; // photos to either side

/** Of `all`, a list, the nearest to those of `ids`: each place once. */
export function beside(ids: readonly string[], all: readonly string[], most = 3): Photo[] {
  const chosen = new Set(ids);
  const [first, last] = [all.findIndex((id) => chosen.has(id)), all.findLastIndex((id) => chosen.has(id))];
  if (first < 0) return [];
  const found = new Map<string, Photo>();
  const take = (id: string | undefined) => {
    const photo = id === undefined || chosen.has(id) ? undefined : get(id);
    if (!photo?.location) return;
    const name = place(photo) || `${photo.location.latitude.toFixed(2)} ${photo.location.longitude.toFixed(2)}`;
    if (!found.has(name)) found.set(name, photo);
  };
  for (let at = first + 1; at < last; at++) take(all[at]);
  for (let away = 1; away <= FAR && found.size < most; away++) {
    take(all[first - away]);
    take(all[last + away]);
  }
  return [...found.values()].slice(0, most);
}

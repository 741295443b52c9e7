/** The address of a picture: the gateway's own; the fetched bytes' where a token is needed; the kept ones' offline. */
import { useEffect, useState } from "react";

import { authorization, call, Problem, useConnection } from "@/api/client";
import { at } from "@/base/at";
import { useSettings } from "@/base/settings";
import { mine } from "@/base/whose";
import { keptThumbnail } from "@/offline/store";

// crop: of a face, by its id; cover: what matters on a photo, as covers are shaped; trashed: the thumbnail of one that lies
// in the trash.
export type Rendition = "thumbnail" | "preview" | "original" | "crop" | "cover" | "trashed";

const pathOf = (id: string, rendition: Rendition) => {
  if (rendition === "crop") return `/faces/${id}/crop`;
  if (rendition === "trashed") return `/trash/${id}/thumbnail`;
  return `/photo/${id}/${rendition === "cover" ? "crop?ratio=4:3&width=480" : rendition}`;
};

const MOST = 600; // fetched thumbnails that stay at hand
const fetched = new Map<string, string>();

/** A Problem, or the picture's address. */
export async function pictureOf(id: string, rendition: Rendition, signal?: AbortSignal): Promise<string> {
  const path = pathOf(id, rendition);
  if (!useSettings.getState().token && useConnection.getState().online) return at(path);
  const before = fetched.get(path);
  if (before) {
    fetched.delete(path); // last used, last dropped
    fetched.set(path, before);
    return before;
  }
  const url = URL.createObjectURL(await bytesOf(id, rendition, signal));
  fetched.set(path, url);
  const oldest = fetched.keys().next().value;
  if (fetched.size > MOST && oldest) {
    const old = fetched.get(oldest);
    fetched.delete(oldest);
    if (old) setTimeout(() => URL.revokeObjectURL(old), 60_000); // it may still be on its way to the screen
  }
  return url;
}

/** Without the gateway: what this device keeps, else what the browser still has. It is not asked for again and again. */
export async function bytesOf(id: string, rendition: Rendition, signal?: AbortSignal): Promise<Blob> {
  const path = pathOf(id, rendition);
  try {
    if (useConnection.getState().online) return await (await call(path, { cache: "default", signal })).blob();
  } catch (error) {
    if (!(error instanceof Problem && error.status === 0)) throw error;
  }
  const kept = rendition === "original" ? undefined : await keptThumbnail(id);
  if (kept) return kept;
  const had = await fetch(at(path), { cache: "only-if-cached", mode: "same-origin", headers: authorization(), signal }).catch(() => null);
  if (had?.ok) return had.blob();
  throw new Problem(0, "");
}

/** null until it is known. `failed` is for an image that did not load: of a cover the thumbnail is shown then, of others
 * the kept one. */
export function usePicture(id: string, rendition: Rendition, ready = true): { src: string | null; failed: () => void } {
  const token = useSettings((settings) => settings.token);
  const online = useConnection((connection) => connection.online);
  const path = pathOf(id, rendition);
  const direct = !token && online && ready ? path : null;
  const [held, setHeld] = useState<{ path: string; src: string } | null>(null);
  const [broken, setBroken] = useState<string | null>(null);

  useEffect(() => {
    if (online) setBroken(null); // the gateway answers again
  }, [online]);
  useEffect(() => {
    if (!ready || (direct && broken !== path)) return;
    const stop = new AbortController();
    const show = (src: string | null | undefined) => src && !stop.signal.aborted && setHeld({ path, src });
    const missed = (error: unknown) => {
      if (!(error instanceof Problem || error instanceof DOMException)) throw error;
      if (rendition === "cover" && error instanceof Problem) setBroken(path);
    };
    if (broken !== path) pictureOf(id, rendition, stop.signal).then(show, missed);
    else if (rendition === "cover") pictureOf(id, "thumbnail", stop.signal).then(show, missed);
    // Cookies that have ended are renewed by what is asked for here, not by the element.
    else if (mine && online) bytesOf(id, rendition, stop.signal).then((blob) => show(URL.createObjectURL(blob)), missed);
    else void keptThumbnail(id).then((blob) => show(blob && URL.createObjectURL(blob)));
    return () => stop.abort();
  }, [id, rendition, ready, direct, broken, path, online]);

  const src = broken === path || !direct ? (held?.path === path ? held.src : null) : at(direct);
  return { src, failed: () => setBroken(path) };
}

/** The albums of the library, and what can be said of them. Each act is one action of the gateway's, which takes it back
 * when asked. */
import { call, json, query, send } from "@/api/client";
import type { Filter } from "@/api/filter";
import { sentence } from "@/api/sentence";
import type { Action, Album, Albums } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words } from "@/base/words";
import { takeBack } from "@/photos/actions";
import { ALBUMS, stirAlbums } from "@/photos/albums";
import { done } from "@/photos/done";

const MOST = 1000; // albums of one page

/** Every album, in the order in which they were made. */
export const ofAlbums = () => ({
  queryKey: [ALBUMS, "every"],
  queryFn: async (): Promise<Album[]> => {
    const albums: Album[] = [];
    let after: string | null = null;
    do {
      const page: Albums = await json<Albums>(`/albums?${query({ limit: MOST, after })}`);
      albums.push(...page.albums);
      after = page.next;
    } while (after);
    return albums;
  },
});

/** One, with how many photos it has, a smart one too. */
export const ofAlbum = (id: string) => ({ queryKey: [ALBUMS, "one", id], queryFn: () => json<Album>(`/albums/${id}`) });

/** What may be done with an album, which is the reader's own where no role is said. */
export const mayEdit = ({ role }: Album) => !role || role === "editor";
export const mayAdd = ({ role }: Album) => role !== "viewer";
/** `own`: the photos are all the reader's. */
export const mayTakeOut = (album: Album, own: boolean) => mayEdit(album) || (own && mayAdd(album));

export interface Branch {
  album: Album;
  below: Branch[];
}

/** By name, each with those that stand in it. What stands in one that is not there, or in itself by way of another, stands
 * at the top: so each is met once. */
export function treeOf(albums: readonly Album[]): Branch[] {
  const named = [...albums].sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
  const there = new Map(named.map((album) => [album.id, album]));
  const met = new Set<string>();
  const branch = (album: Album): Branch => {
    met.add(album.id);
    return { album, below: named.filter(({ id, parent }) => parent === album.id && !met.has(id)).map(branch) };
  };
  const roots = named.filter(({ parent }) => !parent || !there.has(parent)).map(branch);
  return [...roots, ...named.flatMap((album) => (met.has(album.id) ? [] : [branch(album)]))];
}

/** The album, and all that stand in it, however deep. */
export function within(albums: readonly Album[], id: string): Set<string> {
  const found = new Set([id]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { id, parent } of albums) if (parent && found.has(parent)) found.add(id);
  }
  return found;
}

export type Said = Partial<Pick<Album, "name" | "description" | "parent" | "cover" | "sort" | "off_timeline">>;

const LISTS = ["tag", "without_tag", "object", "several", "colour", "mood", "composition", "light", "place", "person", "album"];

/** A filter as the query of a smart album: what may be several is a list there. */
export const queryOf = (filter: Filter) =>
  Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, LISTS.includes(name) ? [value].flat() : value]));

/** Its id; null where it was refused, and that has been said. */
export async function make(said: Said & { name: string }, smart?: Filter): Promise<string | null> {
  try {
    const { id } = await send<{ id: string }>("POST", "/albums", { ...said, ...(smart && { query: queryOf(smart) }) });
    return id;
  } catch (error) {
    say(sentence(error));
    return null;
  } finally {
    stirAlbums();
  }
}

/** Whether it was done. What went wrong is said. */
async function act(asked: Promise<{ action: Action | null }>): Promise<boolean> {
  try {
    const { action } = await asked;
    if (action) say(done(action), { action: { label: words("undo"), run: () => void takeBack(action, []) } });
    return true;
  } catch (error) {
    say(sentence(error));
    return false;
  } finally {
    stirAlbums();
  }
}

export const tell = (album: string, said: Said) => act(send("PATCH", `/albums/${album}`, said));

export const drop = (album: string) => act(json(`/albums/${album}`, { method: "DELETE" }));

export async function put(album: string, ids: readonly string[]): Promise<boolean> {
  remember(album);
  return act(send("PUT", `/albums/${album}/photos`, { ids }));
}

export const takeOut = (album: string, ids: readonly string[]) => act(send("DELETE", `/albums/${album}/photos`, { ids }));

/** Behind another photo; null: first of all. It is shown before: only what went wrong is said. */
export async function lay(album: string, photo: string, after: string | null): Promise<boolean> {
  try {
    const body = JSON.stringify({ photo, after });
    await call(`/albums/${album}/order`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
    return true;
  } catch (error) {
    say(sentence(error));
    return false;
  }
}

/** The ids with one of them behind another, or first of all. */
export function laid(ids: readonly string[], photo: string, after: string | null): string[] {
  const others = ids.filter((id) => id !== photo);
  others.splice(after === null ? 0 : others.indexOf(after) + 1, 0, photo);
  return others;
}

const KEY = "heliograph-albums";
const FEW = 4;

/** The albums that photos were put into last, on this device. */
export function recent(): string[] {
  const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
}

function remember(album: string): void {
  localStorage.setItem(KEY, JSON.stringify([album, ...recent().filter((one) => one !== album)].slice(0, FEW)));
}

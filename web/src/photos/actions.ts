/** What can be done with photos. What is done to them is one action of the gateway's, which takes it back when asked. */
import { authorization, call, json, Problem, send } from "@/api/client";
import { isDamaged, monthOf } from "@/api/photo";
import { queries } from "@/api/queries";
import { damage, sentence } from "@/api/sentence";
import type { Action, Album, Change, EditedMany, Photo } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words, type Key } from "@/base/words";
import { drop } from "@/offline/store";

import { stirAlbums } from "./albums";
import { isOfAlbums, isOfPeople } from "./done";
import * as known from "./known";
import { stir } from "./months";
import { stirPeople } from "./people";
import { bytesOf } from "./picture";

const UNDO = 6; // seconds; the gateway holds a deletion a little longer
const KEPT_ALIVE = 60_000; // bytes: browsers send no more than 64 KiB for a page that is gone

/** Goes out at once, so that a page that is closed makes nothing untrue of what was said. */
export function remove(ids: readonly string[]): void {
  known.hide(ids);
  const sent = act(ids, { kind: "delete" });
  const undo = () => void sent.then((action) => takeBack(action, ids), () => undefined); // what was not sent says so below
  const close = say(words("done.deleted", { n: ids.length }), { action: { label: words("undo"), run: undo }, seconds: UNDO });
  sent.then(
    async () => {
      await drop(ids);
      stir(queries, monthsOf(ids));
    },
    (error: unknown) => {
      close();
      known.unhide(ids);
      say(`${words("done.notDeleted", { n: ids.length })} ${sentence(error)}`);
    },
  );
}

/** Shown at once where that is possible; put back when the gateway does not take it. */
export async function change(ids: readonly string[], to: Change, done?: Key): Promise<void> {
  const before = ids.map(known.get).filter((photo): photo is Photo => photo !== undefined);
  for (const photo of before) known.put({ ...photo, ...shownAs(photo, to) });
  try {
    const action = await act(ids, to);
    if (done && action) say(words(done, { n: action.count }), { action: { label: words("undo"), run: () => void takeBack(action, ids) }, seconds: UNDO });
  } catch (error) {
    before.forEach(known.put);
    say(sentence(error));
    return;
  }
  lookAgain(ids);
}

/** What would change, and how some of the photos would look then. */
export const preview = (ids: readonly string[], to: Change): Promise<EditedMany> =>
  send("POST", "/photos/edit", { ids, change: to, dry_run: true });

/** Null where nothing changed. */
async function act(ids: readonly string[], to: Change): Promise<Action | null> {
  const body = JSON.stringify({ ids, change: to });
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive: body.length < KEPT_ALIVE };
  return (await json<EditedMany>("/photos/edit", options)).action;
}

/** `ids`: the photos that it was about, as far as they are known here. What was done to the same people and faces since
 * stands in the way, unless all of it is taken back `together`. */
export async function takeBack(action: Action | null, ids: readonly string[], together = false): Promise<void> {
  if (!action) return;
  try {
    const { left } = await json<Action>(`/actions/${action.id}/undo${together ? "?together=true" : ""}`, { method: "POST" });
    known.unhide(ids);
    if (left) say(words("done.left", { n: left }));
  } catch (error) {
    if (isOfPeople(action.change) && !together && error instanceof Problem && error.status === 409)
      say(words("undo.later"), { action: { label: words("undo.together"), run: () => void takeBack(action, ids, true) }, seconds: UNDO });
    else say(sentence(error));
  }
  if (isOfPeople(action.change)) stirPeople();
  if (isOfAlbums(action.change)) stirAlbums();
  lookAgain(ids);
}

/** How it will look, of what needs no looking up. */
function shownAs(photo: Photo, to: Change): Partial<Photo> {
  switch (to.kind) {
    case "rating":
      return { rating: to.rating };
    case "favourite":
      return { favourite: to.favourite };
    case "archived":
      return { archived: to.archived };
    case "tags": {
      const tags = photo.tags.filter(({ name }) => !to.remove.includes(name) && !to.add.includes(name));
      return { tags: [...to.add.map((name) => ({ name, confidence: 1, source: "owner" })), ...tags] };
    }
    default:
      return {};
  }
}

/** The lists are others now, and so are those of the photos that are known here. */
function lookAgain(ids: readonly string[]): void {
  stir(queries, monthsOf(ids));
  void known.refresh(ids.filter(known.get), (before, after) => {
    if (before?.taken_at !== after.taken_at) stir(queries, new Set([before?.day, after.day].map((day = "") => day.slice(0, 7))));
  });
}

/** Where those that are known here stand. */
const monthsOf = (ids: readonly string[]) => new Set(ids.map(known.get).filter((photo) => photo !== undefined).map(monthOf));

/** In the owner's own words; null takes them back. */
export async function describe(id: string, words: { title: string | null } | { description: string | null }): Promise<void> {
  const before = known.get(id);
  if (before) known.put({ ...before, ...words });
  try {
    known.put(await send<Photo>("PATCH", `/photo/${id}`, words));
  } catch (error) {
    if (before) known.put(before);
    say(sentence(error));
  }
}

export async function retry(id: string): Promise<void> {
  try {
    known.put(await (await call(`/photo/${id}/retry`, { method: "POST" })).json() as Photo);
  } catch (error) {
    say(sentence(error));
  }
}

/** One photo as it is; several in a zip file, made here while they come, without those whose file is damaged. */
export async function download(photos: readonly Photo[]): Promise<void> {
  const first = photos[0];
  if (!first) return;
  try {
    if (photos.length === 1) return hand(await originalOf(first), first.file_name);
    const { downloadZip } = await import("client-zip");
    const taken = new Set<string>();
    let left = 0;
    async function* files() {
      for (const photo of photos) {
        const input = await originalOf(photo).catch(unlessDamaged);
        if (input) yield { name: unlike(photo.file_name, taken), input };
        else left++;
      }
    }
    const zip = await downloadZip(files()).blob();
    if (left < photos.length) hand(zip, "heliograph.zip");
    if (left) say(words("damage.left", { n: left }));
  } catch (error) {
    say(sentence(error));
  }
}

/** All of an album in a zip file, which the gateway makes while the browser saves it; where a token is needed, which no
 * link can bring, it is gathered here first. */
export async function downloadAll({ id, name }: Album): Promise<void> {
  const path = `/albums/${id}/download`;
  try {
    // Whatever stands in its way is said here, and not by a page of the browser's.
    await call(path, { method: "HEAD" });
    if (authorization().Authorization) return hand(await (await call(path)).blob(), `${name}.zip`);
    const link = document.createElement("a");
    link.href = path;
    link.download = "";
    link.click();
  } catch (error) {
    say(sentence(error));
  }
}

/** What is found of the file then, the photo says too. */
async function originalOf(photo: Photo): Promise<Blob> {
  let noted = isDamaged(photo);
  try {
    return await bytesOf(photo.id, "original");
  } catch (error) {
    noted ||= error instanceof Problem && damage(error.kind) !== null;
    throw error;
  } finally {
    if (noted) void known.refresh([photo.id], () => undefined);
  }
}

function unlessDamaged(error: unknown): null {
  if (error instanceof Problem && damage(error.kind)) return null;
  throw error;
}

/** Two photos of one name lie in the zip as two: "a.jpg", "a (2).jpg". */
export function unlike(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length;
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name.slice(0, dot)} (${n})${name.slice(dot)}`;
  taken.add(free);
  return free;
}

function hand(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

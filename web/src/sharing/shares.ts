/** What is shared, with whom, and how: what is asked of the gateway, and what is done there. */
import { queryOptions, useQuery } from "@tanstack/react-query";

import { act, json, query, send } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import type { Circle, NewShare, Photo, SavedPhotos, Share, ShareWithMe } from "@/api/types";
import { say } from "@/base/ui/toasts";

export type Subject = Share["tells"][number];
export type Role = Share["role"];
export const SUBJECTS: readonly Subject[] = ["place", "camera", "people"];
export const ROLES: readonly Role[] = ["viewer", "contributor", "editor"];

/** What is to be shared. */
export type Shared = { kind: "album"; id: string; name: string } | { kind: "photos"; ids: readonly string[] };

export interface Somebody {
  to: "account" | "circle";
  id: string;
  name: string;
}

export interface Asked {
  role: Role;
  tells: readonly Subject[];
  download: boolean;
  days: number | null;
}

export interface AskedLink {
  title: string;
  password: string;
  uploads: boolean;
  preview: boolean;
}

const SHARES = "shares";

export const ofShares = () => queryOptions({ queryKey: [SHARES, "mine"], queryFn: async () => (await json<{ shares: Share[] }>("/shares")).shares, staleTime: 0 });

export const ofWithMe = () => queryOptions({ queryKey: [SHARES, "with me"], queryFn: async () => (await json<{ shares: ShareWithMe[] }>("/shares/with-me")).shares, staleTime: 0 });

const MINUTE = 60_000; // milliseconds

/** By what another's photo is shown to the reader, where the photo itself says so; lists do not. */
export const useShareOf = ({ share }: Photo) => useQuery({ ...ofWithMe(), staleTime: MINUTE, enabled: Boolean(share) }).data?.find(({ id }) => id === share);

/** Whether the files are given of what the share shows; `within`: where it is this share, or one of this album. */
export const gives = ({ id, album, download }: ShareWithMe, within?: string) => download && (!within || id === within || album === within);

/** Copies of others' photos, into the reader's library. `done` says how many. */
export async function save(ids: readonly string[], done: (n: number) => string, within?: string): Promise<void> {
  try {
    const { photos } = await send<SavedPhotos>("POST", "/photos/save", { ids, ...(within && { share: within }) });
    say(done(photos.filter(({ status }) => status !== "damaged").length));
  } catch (error) {
    say(sentence(error));
  }
}

const ofCircles = () => queryOptions({ queryKey: ["circles"], queryFn: async () => (await json<{ circles: Circle[] }>("/circles")).circles });

export const stirShares = () => void queries.invalidateQueries({ queryKey: [SHARES] });

/** Those here who are called so, and the reader's own circles. */
export const ofNamed = (text: string) =>
  queryOptions({
    queryKey: ["names", text],
    queryFn: async ({ client }): Promise<Somebody[]> => {
      const [{ names }, circles] = await Promise.all([json<{ names: { id: string; name: string }[] }>(`/accounts/names?${query({ q: text })}`), client.fetchQuery(ofCircles())]);
      const like = (name: string) => name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
      return [...circles.filter(({ name }) => like(name)).map(({ id, name }): Somebody => ({ to: "circle", id, name })), ...names.map(({ id, name }): Somebody => ({ to: "account", id, name }))];
    },
  });

const DAY = 24 * 3600 * 1000;

function bodyOf(what: Shared, { role, tells, download, days }: Asked, now = Date.now()) {
  const shown = what.kind === "album" ? { kind: what.kind, album: what.id } : { kind: what.kind, photos: what.ids };
  return { ...shown, role: what.kind === "album" ? role : "viewer", tells, download, ...(days && { expires: new Date(now + days * DAY).toISOString() }) };
}

/** Raises Problem. */
export async function shareWith(what: Shared, who: readonly Somebody[], asked: Asked): Promise<void> {
  for (const { to, id } of who) await send("POST", "/shares", { ...bodyOf(what, asked), to, whom: id });
  stirShares();
}

/** -> the address, which is told only now. Raises Problem. */
export async function shareByLink(what: Shared, asked: Asked, { title, password, uploads, preview }: AskedLink): Promise<string> {
  const made = await send<NewShare>("POST", "/shares", { ...bodyOf(what, { ...asked, role: "viewer" }), to: "link", link: { title, uploads, preview, ...(password && { password }) } });
  stirShares();
  return addressOf(made);
}

/** As others reach this Heliograph: by the address that the reader has it by. */
export const addressOf = ({ id, token }: { id: string; token?: string | null }) => `${location.origin}/l/${id}#${token ?? ""}`;

export async function stop(id: string, done: string): Promise<void> {
  try {
    await act("DELETE", `/shares/${id}`);
    say(done);
  } catch (error) {
    say(sentence(error));
  }
  stirShares();
}

/** Of what others share with the reader. */
export async function leave(id: string): Promise<void> {
  await trying(() => act("DELETE", `/shares/with-me/${id}`));
}

export async function take(id: string, taken: boolean): Promise<void> {
  await trying(() => act("POST", `/shares/${id}/taken`, { taken }));
}

async function trying(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    say(sentence(error));
  }
  stirShares();
}

/** Whether it is this that is shared there. */
export function isOf(share: Share, what: Shared): boolean {
  if (what.kind === "album") return share.album === what.id;
  return share.kind === "photos" && what.ids.every((id) => share.photos.includes(id));
}

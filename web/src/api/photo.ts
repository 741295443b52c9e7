/** What the record of a photo says: how far the stages are with it, whether its file is whole, where it stands. */
import type { Photo } from "./types";

/** How a stage went on a photo, as lists tell it too; its whole mark is among the photo's own details. */
export function stateOf({ waiting, troubles }: Photo, stage: string): "waiting" | "done" | "failed" | "skipped" {
  if (waiting.includes(stage)) return "waiting";
  return troubles.includes(`${stage}:failed`) ? "failed" : troubles.includes(`${stage}:skipped`) ? "skipped" : "done";
}

/** Whether there are renditions to look at. */
export const pictured = (photo: Photo | undefined): photo is Photo => !!photo && stateOf(photo, "renditions") === "done";

/** No picture could be made of the file, so nothing was seen on it. */
export const unreadable = (photo: Photo) => stateOf(photo, "renditions") === "failed";

/** A trouble: the original file is missing, or not the one that came. Everything else of the photo is there. */
export const DAMAGED = "original:damaged";

export const isDamaged = (photo: Photo) => photo.troubles.includes(DAMAGED);

/** Whether anybody says when it was taken: its owner, the file, or the file's name. */
export const isDated = ({ taken_at }: Photo) => Boolean(taken_at);

/** The month a photo stands under. */
export const monthOf = ({ day }: Photo) => day.slice(0, 7);

/** What a photo is called where it cannot be seen. */
export const called = (photo: Photo) => photo.title ?? (unreadable(photo) ? undefined : photo.caption?.text) ?? photo.file_name;

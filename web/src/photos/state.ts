/** How far the stages are with a photo. */
import type { Photo } from "@/api/types";

/** How a stage went on a photo, as lists tell it too; its whole mark is among the photo's own details. */
export function stateOf({ waiting, troubles }: Photo, stage: string): "waiting" | "done" | "failed" | "skipped" {
  if (waiting.includes(stage)) return "waiting";
  return troubles.includes(`${stage}:failed`) ? "failed" : troubles.includes(`${stage}:skipped`) ? "skipped" : "done";
}

/** Whether there are renditions to look at. */
export const pictured = (photo: Photo | undefined): photo is Photo => !!photo && stateOf(photo, "renditions") === "done";

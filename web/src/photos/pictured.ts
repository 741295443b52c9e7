/** What a list's photo tells of its own state. What each stage did is told only by the photo itself. */
import type { Photo } from "@/api/types";

/** There is a picture of it to be shown: its placeholder was made from that. */
export const pictured = ({ thumbhash }: Photo) => Boolean(thumbhash);

/** No picture could be made of the file, so nothing was seen on it. */
export const unreadable = (photo: Photo) => photo.status === "failed" && !pictured(photo);

/** Stage -> how it went; nothing where the photo came with a list. */
export const marksOf = ({ stages }: Partial<Pick<Photo, "stages">>): Photo["stages"] => stages ?? {};

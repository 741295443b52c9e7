/** A photo as a decoration of what stands beside it: it fills its box, and says nothing. */
import type { Photo } from "@/api/types";
import { usePicture } from "@/photos/picture";

export function Picture({ photo }: { photo: Pick<Photo, "id"> }) {
  const { src, failed } = usePicture(photo.id, "thumbnail");
  return src && <img src={src} alt="" loading="lazy" onError={failed} className="appear size-full object-cover transition-transform duration-200 group-hover:scale-[1.03]" />;
}

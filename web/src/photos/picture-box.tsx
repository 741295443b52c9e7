/** A photo as a decoration of what stands beside it: it fills its box, and says nothing. */
import { usePicture, type Rendition } from "./picture";

export function Picture({ id, rendition = "thumbnail" }: { id: string; rendition?: Rendition }) {
  const { src, failed } = usePicture(id, rendition);
  return src && <img src={src} alt="" loading="lazy" onError={failed} className="appear size-full object-cover transition-transform duration-200 group-hover:scale-[1.03]" />;
}

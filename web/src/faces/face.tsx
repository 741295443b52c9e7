/** A face, cut out, in a circle: of a person the one that stands for them. */
import { UserRound } from "lucide-react";

import { Picture } from "@/photos/picture-box";

export function Face({ id, className }: { id: string | null; className: string }) {
  return (
    <span className={`relative block shrink-0 overflow-hidden rounded-full bg-wash ${className}`}>
      <UserRound aria-hidden="true" strokeWidth={1} className="absolute inset-0 m-auto size-1/2 text-quiet" />
      {id && (
        <span className="absolute inset-0">
          <Picture id={id} rendition="crop" />
        </span>
      )}
    </span>
  );
}

/** A few photos laid over each other as a hand of cards, the one that shows them all on top. */
import { Picture } from "@/photos/picture-box";

const MOST = 4;
// From the one that lies lowest to the one on top, by how many there are.
const LAID = ["-rotate-6 -translate-x-[21%]", "rotate-6 translate-x-[21%]", "-rotate-3 -translate-x-[9%] -translate-y-[3%]", "rotate-2 translate-x-[4%] translate-y-[2%]"];
const SPREAD = [
  "group-hover:-rotate-12 group-hover:-translate-x-[30%]",
  "group-hover:rotate-12 group-hover:translate-x-[30%]",
  "group-hover:-rotate-6 group-hover:-translate-x-[12%]",
  "group-hover:rotate-1",
];

/** The cover, and some of the others that are as far from each other as they go. */
export function fanned(cover: string, best: readonly string[]): string[] {
  const others = best.filter((id) => id !== cover);
  const few = Math.min(MOST - 1, others.length);
  const some = Array.from({ length: few }, (_, index) => others[Math.floor((index * others.length) / few)]);
  return [...some.filter((id) => id !== undefined), cover];
}

export function Fan({ cover, best }: { cover: string; best: readonly string[] }) {
  const photos = fanned(cover, best);
  return (
    <div aria-hidden="true" className="relative grid aspect-[8/5] place-items-center">
      {photos.map((id, index) => {
        const place = LAID.length - photos.length + index;
        return (
          <div
            key={id}
            className={`col-start-1 row-start-1 aspect-[4/3] w-[68%] overflow-hidden rounded-lg bg-wash shadow-[0_1px_8px_rgb(0_0_0/0.22)] ring-2 ring-ground transition-transform duration-200 ${photos.length > 1 ? `${LAID[place]} ${SPREAD[place]}` : ""}`}
          >
            <Picture id={id} rendition="cover" />
          </div>
        );
      })}
    </div>
  );
}

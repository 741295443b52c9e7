/** What buttons look like: one main action on a page, the others quiet. */
export const MAIN =
  "inline-flex items-center justify-center gap-2 rounded-xl bg-sun px-4 py-2.5 font-semibold text-[#17181c] hover:bg-[#f0b233] disabled:opacity-60";
export const QUIET = "inline-flex items-center justify-center gap-2 rounded-xl bg-wash px-4 py-2 hover:bg-line disabled:opacity-60";
export const ICON = "grid size-11 shrink-0 place-items-center rounded-full hover:bg-wash disabled:opacity-40";
export const CHIP = "inline-flex items-center gap-1.5 rounded-full bg-wash px-3 py-1 hover:bg-line";
export const FIELD = "w-full rounded-xl bg-wash px-4 py-2.5 placeholder:text-quiet";
export const PAGE = "px-4 desk:px-6";
export const PROPOSALS = "absolute inset-x-0 top-full z-50 mt-1.5 overflow-hidden rounded-2xl bg-raised py-1.5 shadow-[0_8px_32px_rgb(0_0_0/0.18)]";
export const PROPOSAL = "flex cursor-pointer items-center gap-3 px-4 py-2 hover:bg-wash aria-selected:bg-wash";

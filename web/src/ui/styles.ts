/** What buttons look like: one main action on a page, the others quiet. */
export const MAIN =
  "inline-flex items-center justify-center gap-2 rounded-xl bg-sun px-4 py-2.5 font-semibold text-[#17181c] hover:bg-[#f0b233] disabled:opacity-60";
export const QUIET = "inline-flex items-center justify-center gap-2 rounded-xl bg-wash px-4 py-2 hover:bg-line disabled:opacity-60";
export const ICON = "grid size-11 shrink-0 place-items-center rounded-full hover:bg-wash disabled:opacity-40";
export const CHIP = "inline-flex items-center gap-1.5 rounded-full bg-wash px-3 py-1 hover:bg-line";
export const FIELD = "w-full rounded-xl bg-wash px-4 py-2.5 placeholder:text-quiet";
export const PAGE = "px-4 desk:px-6";

/** Five places: a bar under the thumb on a phone, a slim rail on a desk. */
import { Images, LibraryBig, Search, Shapes, Sparkles } from "lucide-react";
import { Link, useLocation } from "wouter";

import { Mark } from "@/base/ui/mark";
import { useWords, type Key } from "@/base/words";

const PLACES = [
  { path: "/", icon: Images, word: "nav.photos" },
  { path: "/search", icon: Search, word: "nav.search" },
  { path: "/for-you", icon: Sparkles, word: "nav.foryou" },
  { path: "/collections", icon: Shapes, word: "nav.collections" },
  { path: "/library", icon: LibraryBig, word: "nav.library" },
] as const satisfies { path: string; icon: typeof Images; word: Key }[];

export function Navigation() {
  const say = useWords();
  const [path] = useLocation();
  return (
    <nav
      aria-label={say("nav.label")}
      className="fixed inset-x-0 bottom-0 z-40 flex border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] desk:inset-x-auto desk:inset-y-0 desk:start-0 desk:w-(--rail) desk:flex-col desk:gap-1 desk:border-0 desk:px-2 desk:pt-4 desk:pb-4"
    >
      <Link href="/" aria-label="Heliograph" className="mb-5 hidden place-self-center rounded-lg p-1 desk:block">
        <Mark />
      </Link>
      {PLACES.map(({ path: to, icon: Icon, word }) => {
        const here = to === "/" ? path === "/" : path.startsWith(to);
        return (
          <Link
            key={to}
            href={to}
            aria-current={here ? "page" : undefined}
            className={`flex flex-1 flex-col items-center gap-0.5 py-1.5 text-xs desk:flex-none desk:rounded-2xl desk:py-2 ${here ? "font-semibold text-ink" : "text-quiet hover:text-ink"}`}
          >
            <span className={`grid h-8 w-14 place-items-center rounded-full transition-colors duration-150 ${here ? "bg-wash" : ""}`}>
              <Icon size={21} strokeWidth={here ? 2.2 : 1.8} aria-hidden="true" />
            </span>
            {say(word)}
          </Link>
        );
      })}
    </nav>
  );
}

/** A page's quiet title, with the way back where it is not one of the four places. */
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";

import { useWords } from "@/base/words";

import { ICON, PAGE } from "./styles";

export function Heading({ title, back, children }: { title: string; back?: string; children?: ReactNode }) {
  const say = useWords();
  return (
    <header className={`flex min-h-16 items-center gap-2 pt-[max(0.75rem,env(safe-area-inset-top))] pb-3 ${PAGE}`}>
      {back && (
        <Link href={back} aria-label={say("viewer.back")} className={`${ICON} -ms-3`}>
          <ArrowLeft size={20} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      )}
      <h1 className="text-xl first-letter:uppercase">{title}</h1>
      {children}
    </header>
  );
}

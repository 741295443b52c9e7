/** A page's quiet title, with the way back where it is not one of the five places. */
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";

import { useWords } from "@/base/words";

import { ICON, PAGE } from "./styles";

interface Props {
  title: string;
  back?: string;
  /** What stands before the title. */
  lead?: ReactNode;
  children?: ReactNode;
}

export function Heading({ title, back, lead, children }: Props) {
  const say = useWords();
  return (
    <header className={`relative flex min-h-16 items-center gap-2 pt-[max(0.75rem,env(safe-area-inset-top))] pb-3 ${PAGE}`}>
      {back && (
        <Link href={back} aria-label={say("viewer.back")} className={`${ICON} -ms-3`}>
          <ArrowLeft size={20} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      )}
      {lead}
      <h1 className="min-w-0 text-xl [overflow-wrap:anywhere] first-letter:uppercase">{title}</h1>
      {children}
    </header>
  );
}

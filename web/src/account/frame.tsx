/** A page for who is not in the library yet: one thing in the middle, nothing around it. */
import type { ReactNode } from "react";

import { Mark } from "@/base/ui/mark";

export function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="main" className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-5 px-5 pt-[max(1.5rem,env(safe-area-inset-top))] pb-[max(1.5rem,env(safe-area-inset-bottom))]">
      <Mark />
      <h1 className="text-xl [overflow-wrap:anywhere]">{title}</h1>
      {children}
    </main>
  );
}

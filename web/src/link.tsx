/** The page of a link, for who has no account: an entry of its own, with what it needs of the app and no more. */
import "@/app/styles.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";

import { queries } from "@/api/queries";
import { LINK } from "@/base/at";
import { wearTheme } from "@/base/settings";
import { Toasts } from "@/base/ui/toasts";
import { speak } from "@/base/words";
import { Visit } from "@/visitor/visit";

wearTheme();
await speak();

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Router base={`/l/${LINK}`}>
        <Suspense fallback={null}>
          <Visit />
        </Suspense>
        <Toasts />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);

import "@/app/styles.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";

import { queries } from "@/api/queries";
import { App } from "@/app/app";
import { installFrame } from "@/app/pwa";
import { useSettings, wearTheme } from "@/base/settings";
import { speak } from "@/base/words";
import { prepare } from "@/photos/months";

const Door = lazy(() => import("@/account/door"));

wearTheme();
useSettings.subscribe((now, before) => {
  if (now.language !== before.language || now.direction !== before.direction) void speak();
  // Captions, tags and places are said by the gateway.
  if (now.language !== before.language) void queries.invalidateQueries();
});

// By a link to come in; one that is opened where the app is open already loads it anew.
const comesIn = location.hash.startsWith("#/");
addEventListener("hashchange", () => location.hash.startsWith("#/") && location.reload());

// What the first page will ask is under way while its words come.
if (location.pathname === import.meta.env.BASE_URL && !comesIn) prepare(queries, {});

// The first words are the right ones: nothing is shown in a language that is replaced at once.
await speak();

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Router base="/app">
        {comesIn ? (
          <Suspense fallback={null}>
            <Door />
          </Suspense>
        ) : (
          <App />
        )}
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);

if (import.meta.env.PROD) installFrame();

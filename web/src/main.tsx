import "@/app/styles.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";

import { App } from "@/app/app";
import { installFrame } from "@/app/pwa";
import { queries } from "@/app/queries";
import { useSettings, wearTheme } from "@/app/settings";
import { prepare } from "@/photos/months";
import { speak } from "@/words";

wearTheme();
useSettings.subscribe((now, before) => {
  if (now.language !== before.language || now.direction !== before.direction) void speak();
});

// What the first page will ask is under way while its words come.
if (location.pathname === import.meta.env.BASE_URL) prepare(queries, {});

// The first words are the right ones: nothing is shown in a language that is replaced at once.
await speak();

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Router base="/app">
        <App />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);

if (import.meta.env.PROD) installFrame();

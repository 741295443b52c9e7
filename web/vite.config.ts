import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

// `npm run dev` asks this system for everything that is not the app.
const SYSTEM = process.env.HELIOGRAPH_URL ?? "http://127.0.0.1:8000";
const ROUTES = ["/photo", "/photos", "/upload", "/search", "/events", "/facets", "/albums", "/occasions", "/trash", "/library", "/places", "/people", "/faces", "/actions", "/days", "/summaries", "/memories", "/stories", "/groups", "/auth", "/account", "/accounts", "/invitations", "/audit", "/demonstration", "/healthz", "/metrics"];

export default defineConfig({
  base: "/app/",
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022", sourcemap: false, chunkSizeWarningLimit: 400, assetsInlineLimit: 0,
    rolldownOptions: {
      // The app, and the page of a link, which needs little of it.
      input: { index: "index.html", link: "link.html" },
      output: {
        // Two dozen small files, six at a time, come later than two. What only later pages need stays out of them.
        codeSplitting: {
          groups: [
            { name: "icons", test: /node_modules\/lucide-react/ },
            { name: "photos", test: /src\/(api\/(?!facets|photo-facts)|base\/ui|photos|timeline|edit\/selection-bar|upload\/(demonstration|drop|files|queue|outbox|send|smaller))/ },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
  server: { proxy: Object.fromEntries(ROUTES.map((route) => [route, { target: SYSTEM, changeOrigin: true }])) },
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      includeAssets: ["icon.svg"],
      manifest: {
        name: "Heliograph",
        short_name: "Heliograph",
        description: "Your photos, found by what is in them.",
        start_url: "/app/",
        scope: "/app/",
        display: "standalone",
        background_color: "#faf8f4",
        theme_color: "#faf8f4",
        icons: [
          { src: "icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
      workbox: {
        // The frame only: photos are kept by src/offline, within the budget that the reader set.
        globPatterns: ["**/*.{js,css,html,svg,woff2,png,json}"],
        // A visitor's page is kept by no service worker, as what it shows may be taken back.
        globIgnores: ["link.html", "assets/link-*"],
        navigateFallback: "index.html",
        navigateFallbackAllowlist: [/^\/app(\/|$)/],
        cleanupOutdatedCaches: true,
      },
    }),
    // A visitor is not asked to install what they have no account of.
    { name: "link-page", enforce: "post", transformIndexHtml: { order: "post", handler: (html, { filename }) => (filename.endsWith("link.html") ? html.replace(/<link rel="manifest"[^>]*>/, "") : html) } },
  ],
  test: { environment: "jsdom", isolate: false, fileParallelism: false, include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"], setupFiles: ["tests/setup.ts"] },
});

// Asks what the timeline asks first (src/photos/months.ts), while the app is on its way; src/api/client.ts takes the
// answers. No <link rel="preload">: it knows no token, and the browser would give its 401 to the app that does.
(() => {
  // An app out of the cache may be here first; who comes by an invitation has no photos yet.
  if (location.pathname !== "/app/" || location.hash || window.early) return;
  const { token, language = "system" } = JSON.parse(localStorage.getItem("heliograph") ?? "{}").state ?? {};
  const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(language !== "system" && { "Accept-Language": language }) };
  const ask = (path) => [path, fetch(path, { headers }).catch((error) => error)];
  window.early = Object.fromEntries(["/photos/months", "/photos?limit=60"].map(ask));
})();

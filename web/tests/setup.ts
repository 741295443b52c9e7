import "fake-indexeddb/auto";

// What jsdom does not have of a browser. Nothing here matches: a desk, by day, with every motion.
Object.assign(window, {
  matchMedia: (media: string) => ({ matches: false, media, addEventListener: () => undefined, removeEventListener: () => undefined }),
});

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

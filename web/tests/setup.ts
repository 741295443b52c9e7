import "fake-indexeddb/auto";

// What jsdom does not have of a browser. Nothing here matches: a desk, by day, with every motion.
Object.assign(window, {
  matchMedia: (media: string) => ({ matches: false, media, addEventListener: () => undefined, removeEventListener: () => undefined }),
});

Object.assign(Element.prototype, { animate: () => ({ finished: Promise.resolve(), cancel: () => undefined }), getAnimations: () => [] });
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});
class Unmeasured {
  observe = () => undefined;
  disconnect = () => undefined;
}
Object.assign(globalThis, { CSS: { escape: (text: string) => text }, ResizeObserver: Unmeasured });

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

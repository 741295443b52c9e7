/** Tiles in rows. A tile keeps the shape of its photo from the first moment, so that nothing shifts. */

import { picture } from "./api.js";
import { el, one } from "./dom.js";
import * as library from "./library.js";
import { colours } from "./thumbhash.js";
import * as words from "./words.js";

const NARROWEST = 0.56;
const WIDEST = 2.4;

export const showable = (photo) => photo.width != null || photo.status === "failed";

export const tileOf = (id, root = document) => one(`.tile[data-id="${CSS.escape(id)}"]`, root);

/** A tile for the photo; with `reasons` it says below why it was found. */
export function tile(photo, reasons = null) {
  const link = el("a", { draggable: false }, el("canvas", { width: 16, height: 16 }));
  const figure = el("figure", { className: "tile", data: { id: photo.id } }, link);
  if (reasons) figure.append(el("figcaption", { className: "why", title: words.scores(reasons) }, words.why(reasons)));
  paint(figure, photo);
  near.observe(figure);
  return figure;
}

function paint(figure, photo) {
  figure.hidden = library.isLeaving(photo.id);
  figure.classList.toggle("waiting", photo.status === "processing");
  figure.classList.toggle("failed", photo.status === "failed");
  const ratio = photo.width ? photo.width / photo.height : 4 / 3;
  figure.style.setProperty("--ratio", Math.min(WIDEST, Math.max(NARROWEST, ratio)).toFixed(4));
  const link = one("a", figure);
  link.href = `#photo=${photo.id}`;
  link.ariaLabel = photo.caption?.text ?? photo.file_name;
  if (photo.thumbhash) one("canvas", figure).getContext("2d").putImageData(colours(photo.thumbhash), 0, 0);
  one(".trouble", figure)?.remove();
  if (photo.status === "failed") figure.append(trouble(photo));
  if (one("img", figure)) one("img", figure).alt = link.ariaLabel;
}

const trouble = (photo) =>
  el("figcaption", { className: "trouble" },
    el("strong", {}, photo.file_name),
    el("span", {}, words.failure(photo) ?? "It could not be read."),
    el("button", { onclick: () => library.retry(photo.id) }, "Try again"));

/** Adds tiles at the end of the section's rows. */
export function extend(section, tiles) {
  one(".rows", section).append(...tiles);
  if (tiles.length) section.hidden = false;
}

export function clear(section) {
  for (const figure of one(".rows", section).children) {
    near.unobserve(figure);
    hide(figure);
  }
  one(".rows", section).replaceChildren();
}

library.watch((id, photo) => {
  for (const figure of document.querySelectorAll(`.tile[data-id="${CSS.escape(id)}"]`)) {
    if (photo) {
      paint(figure, photo);
      near.unobserve(figure); // observing anew looks again whether it is near: a thumbnail may be there now
      near.observe(figure);
    } else {
      hide(figure);
      figure.remove();
    }
  }
});

// Only tiles near the eye hold a picture: a library of any size fits into the browser.
const near = new IntersectionObserver(
  (entries) => entries.forEach(({ isIntersecting, target }) => (isIntersecting ? show(target) : hide(target))),
  { rootMargin: "120% 0px" },
);
const loading = new WeakMap(); // figure -> the AbortController of its picture

async function show(figure) {
  const photo = library.get(figure.dataset.id);
  if (loading.has(figure) || !words.shown(photo)) return;
  const controller = new AbortController();
  loading.set(figure, controller);
  const link = one("a", figure);
  const image = el("img", { alt: link.ariaLabel });
  try {
    image.src = await picture(`/photo/${photo.id}/thumbnail`, controller.signal);
    await image.decode();
    controller.signal.throwIfAborted();
    link.append(image);
  } catch (error) {
    URL.revokeObjectURL(image.src);
    if (controller.signal.aborted) return;
    loading.delete(figure);
    throw error;
  }
}

function hide(figure) {
  loading.get(figure)?.abort();
  loading.delete(figure);
  const image = one("img", figure);
  if (image) URL.revokeObjectURL(image.src);
  image?.remove();
}

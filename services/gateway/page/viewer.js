/** One photo with everything known about it. */

import { call, picture, Problem } from "./api.js";
import { el, one, say } from "./dom.js";
import { tileOf } from "./grid.js";
import * as library from "./library.js";
import { back, go } from "./route.js";
import * as words from "./words.js";

const dialog = one("#viewer");
const stage = one(".stage", dialog);
const facts = one("aside", dialog);
let shown = "";

/** Shows the photo of this id; none closes. */
export async function open(id) {
  if (id === shown) return;
  const before = shown;
  shown = id;
  if (!id) return close(before);
  let photo;
  try {
    photo = library.get(id) ?? (await library.fetched(id));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    return go({ photo: "" }, { replace: true });
  }
  if (shown !== id) return;
  if (before) present(photo);
  else morph(tileOf(id, list()), (image) => (image?.style.removeProperty("view-transition-name"), present(photo)));
}

function present(photo) {
  const thumbnail = one("img", tileOf(photo.id, list()) ?? stage)?.cloneNode();
  stage.replaceChildren();
  if (photo.width) {
    stage.style.setProperty("--ratio", photo.width / photo.height);
    stage.style.setProperty("--width", `${photo.width}px`);
    const image = thumbnail ?? el("img");
    Object.assign(image, { alt: photo.caption?.text ?? photo.file_name, width: photo.width, height: photo.height });
    image.removeAttribute("style");
    stage.append(image);
    sharpen(photo, image);
  } else stage.append(el("p", {}, photo.status === "failed" ? "There is no picture to show." : "Its picture comes soon."));
  facts.scrollTop = 0;
  describe(photo);
  const [previous, next] = neighbours();
  one(".previous", dialog).disabled = !previous;
  one(".next", dialog).disabled = !next;
  if (!dialog.open) dialog.showModal();
}

let drawn = null; // the preview's address, to be given back

async function sharpen(photo, image) {
  const src = await picture(`/photo/${photo.id}/preview`);
  if (!image.isConnected) return URL.revokeObjectURL(src);
  await el("img", { src }).decode(); // so that sharp replaces blurred without a gap
  image.src = src;
  if (drawn) URL.revokeObjectURL(drawn);
  drawn = src;
}

function close(id) {
  const figure = tileOf(id, list());
  figure?.scrollIntoView({ block: "nearest" });
  const done = morph(figure, (image) => {
    dialog.close();
    stage.replaceChildren();
    one("a", figure ?? stage)?.focus({ preventScroll: true });
    image?.style.setProperty("view-transition-name", "photo");
  });
  done.finally(() => one("img", figure ?? dialog)?.style.removeProperty("view-transition-name"));
}

/** The tile grows into the viewer and returns to its place, where the browser and the reader allow. */
async function morph(figure, change) {
  const image = figure && one("img", figure);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!image || still || !document.startViewTransition) return change(image);
  if (!dialog.open) image.style.viewTransitionName = "photo";
  const transition = document.startViewTransition(() => change(image));
  // A newer transition skips this one's animation, which loses nothing: the change itself is made.
  transition.ready.catch((error) => console.debug(error.message));
  return transition.finished;
}

const list = () => one("#results").hidden ? one("#library") : one("#results");

function neighbours() {
  const ids = [...list().querySelectorAll(".tile:not([hidden])")].map((figure) => figure.dataset.id);
  const at = ids.indexOf(shown);
  return at < 0 ? [] : [ids[at - 1], ids[at + 1]];
}

function step(by) {
  const id = neighbours()[by < 0 ? 0 : 1];
  if (!id) return;
  tileOf(id, list()).scrollIntoView({ block: "nearest" }); // so that the next page comes before its last photo
  go({ photo: id }, { replace: true });
}

const leave = () => back({ photo: "" });

async function download(photo) {
  const link = el("a", { href: await picture(`/photo/${photo.id}/original`), download: photo.file_name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function remove(photo) {
  const [previous, next] = neighbours();
  library.remove(photo.id);
  if (next ?? previous) go({ photo: next ?? previous }, { replace: true });
  else leave();
}

function describe(photo) {
  const opened = new Set([...facts.querySelectorAll("details[open]")].map((details) => details.className));
  const place = words.place(photo);
  const trouble = words.failure(photo);
  facts.replaceChildren(
    ...caption(photo),
    el("div", { className: "facts" },
      fact(words.taken(photo), words.zone(photo)),
      place && fact(el("a", { href: `#${new URLSearchParams({ q: place })}` }, place), coordinates(photo)),
      fact(...words.camera(photo)),
      fact(...words.file(photo), `Added ${words.instant(photo.uploaded_at)}`)),
    photo.tags.length ? el("p", { className: "chips" }, photo.tags.map(chip)) : "",
    trouble ? el("p", { className: "trouble", role: "alert" }, trouble) : "",
    el("p", { className: "actions" },
      trouble ? el("button", { onclick: () => library.retry(photo.id) }, "Try again") : "",
      el("button", { onclick: () => download(photo) }, "Download original"),
      el("button", { className: "loss", onclick: () => remove(photo) }, "Delete")),
    how(photo),
  );
  for (const details of facts.querySelectorAll("details")) details.open = opened.has(details.className);
}

const guessed = (source) => source !== "owner";

function caption(photo) {
  if (!photo.caption) {
    return [el("h2", {}, photo.status === "processing" ? "Still being looked at" : photo.file_name)];
  }
  const why = `Put into words by ${photo.caption.source} from what was recognised, so it may be wrong. How sure each part is stands under “How it is known”.`;
  return [
    el("h2", {}, photo.caption.text),
    guessed(photo.caption.source) ? el("details", { className: "guess" }, el("summary", {}, "A guess"), el("p", {}, why)) : "",
  ];
}

function fact(first, ...rest) {
  if (!first) return "";
  return el("div", {}, el("p", {}, first), rest.filter(Boolean).map((line) => el("p", { className: "quiet" }, line)));
}

const coordinates = ({ location: at }) => at && `${at.latitude.toFixed(5)}, ${at.longitude.toFixed(5)}`;

const chip = ({ name, confidence, source }) =>
  el("a", { href: `#${new URLSearchParams({ q: name })}`, title: guessed(source) ? `${words.percent(confidence)} sure` : "" }, name);

function how(photo) {
  const stages = Object.entries(photo.stages ?? {}).map(([name, { state, model, version, error }]) =>
    el("tr", { className: state },
      el("th", { scope: "row" }, words.stage(name)),
      el("td", {}, error ?? { waiting: "not yet", skipped: "left out" }[state] ?? "", error ? " " : "",
        model ?? "", version ? `\u00a0(v${version})` : "")));
  const tags = photo.tags.map(({ name, confidence, source }) =>
    el("tr", {}, el("th", { scope: "row" }, name),
      el("td", {}, guessed(source) ? `${words.percent(confidence)}, ${source}` : "said by you")));
  return el("details", { className: "how" }, el("summary", {}, "How it is known"),
    el("table", {}, ...stages), tags.length ? el("table", {}, ...tags) : "");
}

library.watch((id, photo) => {
  if (id !== shown || !dialog.open) return;
  if (!photo) return leave();
  if (photo.width && !one("img", stage)) present(photo);
  else describe(photo);
});

dialog.addEventListener("cancel", (event) => (event.preventDefault(), leave()));
one(".close", dialog).onclick = leave;
one(".previous", dialog).onclick = () => step(-1);
one(".next", dialog).onclick = () => step(1);
dialog.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowLeft") step(-1);
  if (event.key === "ArrowRight") step(1);
});

// Swipe: sideways to the neighbours, down to return.
let from = null;
stage.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
stage.addEventListener("touchend", ({ changedTouches: [to] }) => {
  if (!from) return;
  const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY];
  if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) step(-Math.sign(x));
  else if (y > 80 && y > 2 * Math.abs(x)) leave();
});

/** The page: photos newest first, live; search; one photo; files coming in. */

import { json, listen, Problem } from "./api.js";
import { one, say } from "./dom.js";
import { clear, extend, showable, tile, tileOf } from "./grid.js";
import * as library from "./library.js";
import { arrive, back, go, here, watch } from "./route.js";
import * as uploads from "./uploads.js";
import * as viewer from "./viewer.js";
import * as words from "./words.js";

const [results, arrivals, photos, empty] = ["#results", "#arrivals", "#photos", "#empty"].map((name) => one(name));
const status = one("#status");
const field = one("#search input");

// Nothing goes wrong in silence.
function admit(error) {
  console.error(error);
  say(error instanceof Problem ? error.message : "Something in this page broke. Loading it again may help.");
}
addEventListener("unhandledrejection", ({ reason }) => admit(reason));
addEventListener("error", ({ error }) => admit(error));

/* The library, page by page */

let after = ""; // where the next page begins; null behind the last one
let paging = false;

async function page() {
  if (paging || after === null) return;
  paging = true;
  try {
    const found = await json(`/photos?limit=100${after && `&after=${after}`}`);
    after = found.next;
    const fresh = found.photos.filter(({ id }) => !tileOf(id, one("#library")));
    fresh.forEach(library.put);
    extend(photos, fresh.filter((photo) => showable(photo) && !tileOf(photo.id, arrivals)).map((photo) => tile(photo)));
    fresh.filter((photo) => !showable(photo)).forEach(({ id }) => library.arrive(id));
    draw();
  } finally {
    paging = false;
  }
  if (bottom.near) await page();
}

const bottom = { near: false };
new IntersectionObserver(([{ isIntersecting }]) => {
  bottom.near = isIntersecting;
  if (isIntersecting) page();
}, { rootMargin: "150% 0px" }).observe(one("#more"));

/* Live */

let connected = true;

listen((event, { photo: id }) => {
  connected = event !== "lost";
  if (event === "hello") library.refresh(...library.waiting().map(({ id }) => id));
  else if (event === "uploaded") library.arrive(id);
  else if (event === "deleted") library.forget(id);
  else if (library.hasArrived(id) || library.get(id)) library.refresh(id);
  draw();
});

library.watch((id, photo) => {
  if (photo && library.hasArrived(id) && showable(photo) && !tileOf(id, one("#library"))) extend(arrivals, [tile(photo)]);
  draw();
});

let due = 0;
const draw = () => (due ||= requestAnimationFrame(() => ((due = 0), render())));

let waiting = 0;

function render() {
  const count = library.waiting().length;
  if (count < waiting) glint();
  waiting = count;
  for (const section of [arrivals, photos]) section.hidden = !one(".tile:not([hidden])", section);
  empty.hidden = !(after === null && arrivals.hidden && photos.hidden && count === 0 && !uploads.busy());
  const looking = count ? `${words.photos(count)} ${count === 1 ? "is" : "are"} still being looked at` : "";
  const text = connected ? (asked ? said : looking) : "Heliograph does not answer. What you see is as it was.";
  if (status.textContent !== text) status.textContent = text;
}

function glint() {
  const flash = one(".mark .flash");
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
    flash.animate({ transform: ["scale(1)", "scale(1.5)", "scale(1)"], opacity: [1, 0.7, 1] }, { duration: 420, easing: "ease-out" });
}

/* Search */

let said = "";
let asked = "";
let typing = 0;
let asking = new AbortController();
let depth = 0; // how far the library was scrolled

async function search(q) {
  if (q === asked) return;
  if (!asked) depth = scrollY;
  asked = q;
  asking.abort();
  if (field.value.trim() !== q) field.value = q;
  if (q) await find(q);
  else {
    one("#library").hidden = false;
    results.hidden = true;
    clear(results);
    draw();
    scrollTo(0, depth);
  }
}

async function find(q) {
  asking = new AbortController();
  let found;
  try {
    found = await json(`/search?limit=100&q=${encodeURIComponent(q)}`, { signal: asking.signal });
  } catch (error) {
    if (error.name === "AbortError") return;
    asked = null; // so that the same question can be asked again
    throw error;
  }
  const { hits, understood } = found;
  clear(results);
  extend(results, hits.map(({ photo, why }) => tile(library.put(photo), why)));
  results.hidden = false;
  one("#library").hidden = true;
  scrollTo(0, 0);
  said = [
    hits.length ? `${words.photos(hits.length)} for “${q}”, best first` : `No photo here fits “${q}”. Try other words: a thing, a place, a year.`,
    understood.degraded,
  ].filter(Boolean).join(" ");
  draw();
}

function ask(q) {
  clearTimeout(typing);
  go({ q, photo: "" }, { replace: Boolean(here().q) });
}

field.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => ask(field.value.trim()), 250);
});
one("#search").addEventListener("submit", (event) => (event.preventDefault(), ask(field.value.trim())));

/* Keys, and links inside the page */

addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/" && event.target !== field) {
    event.preventDefault();
    field.select();
  }
  if (event.key === "Escape" && (here().q || field.value)) {
    event.preventDefault();
    field.blur();
    field.value = "";
    clearTimeout(typing);
    if (here().q) back({ q: "" });
  }
});

addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const to = new URLSearchParams(link.hash.slice(1));
  go(link.closest(".tile") ? { photo: to.get("photo") } : { q: to.get("q") ?? "", photo: "" });
});

watch(({ q, photo }) => {
  viewer.open(photo);
  search(q);
});

/* Files coming in */

const choose = one("#files");
choose.addEventListener("change", () => {
  uploads.add([...choose.files]);
  choose.value = ""; // so that the same file can be chosen again
});
one(".choose").onclick = () => choose.click();

addEventListener("paste", ({ clipboardData }) => clipboardData.files.length && uploads.add([...clipboardData.files]));

const carriesFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
const drop = one("#drop");
addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.hidden = false;
});
addEventListener("dragleave", ({ relatedTarget }) => (drop.hidden ||= relatedTarget === null));
addEventListener("drop", async (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.hidden = true;
  // The entries must be taken before the first await: the browser empties the list after the event.
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  uploads.add((await Promise.all(entries.map(filesIn))).flat());
});

/** A file, or all files of a folder and its folders, hidden ones left out. */
async function filesIn(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // A reader gives some hundred entries at a time, and none when there are no more.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return (await Promise.all(found.map(filesIn))).flat();
    found.push(...some);
  }
}

arrive();

/** Files -> the library: hashed here so that what is there already never travels, sent three at a time. */

import { authorization, json, problem, Problem, SILENT, unlock } from "./api.js";
import { el, one } from "./dom.js";
import * as library from "./library.js";
import * as words from "./words.js";

const AT_ONCE = 3;
const LARGEST_HASHED = 64e6; // bytes; a browser hashes a file only as a whole, in memory
const PATIENCE = 10; // times that a busy gateway is asked again

let jobs = [];

/** Takes files; an XMP file travels with the photo whose name it bears. */
export function add(files) {
  const stem = ({ name }) => name.toLowerCase().replace(/\.xmp$/, "");
  const sidecars = new Map(files.filter(({ name }) => /\.xmp$/i.test(name)).map((file) => [stem(file), file]));
  if (jobs.every(({ state }) => state === "done")) jobs = [];
  for (const file of files) {
    if (/\.xmp$/i.test(file.name)) continue;
    const sidecar = sidecars.get(stem(file)) ?? sidecars.get(stem(file).replace(/\.\w+$/, ""));
    jobs.push({ file, sidecar, state: "waiting", sent: 0 });
  }
  work();
}

async function work() {
  draw();
  while (jobs.filter(({ state }) => state === "sending").length < AT_ONCE) {
    const job = jobs.find(({ state }) => state === "waiting");
    if (!job) return;
    job.state = "sending";
    upload(job).finally(work);
  }
}

async function upload(job) {
  try {
    const sha256 = await hash(job.file);
    const id = sha256 && (await json("/photos/known", {
      method: "POST", body: JSON.stringify({ sha256: [sha256] }), headers: { "Content-Type": "application/json" },
    })).known[sha256];
    const receipt = id ? { status: "duplicate" } : await patiently(job, sha256);
    job.state = "done";
    job.twin = receipt.status === "duplicate";
    if (!job.twin) library.arrive(receipt.id);
  } catch (error) {
    job.state = "failed";
    job.reason = error instanceof Problem ? error.message : "The file could not be read from this device.";
    if (!(error instanceof Problem || error instanceof DOMException)) throw error;
  }
}

async function hash(file) {
  // crypto.subtle exists only on https and localhost; without it the gateway finds duplicates after the journey.
  if (!globalThis.crypto?.subtle || file.size > LARGEST_HASHED) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function patiently(job, sha256) {
  for (let tries = 1; ; tries++) {
    const token = authorization().Authorization;
    try {
      return await send(job, sha256);
    } catch (error) {
      if (error.status === 401) await unlock(token);
      else if (![429, 503].includes(error.status) || tries === PATIENCE) throw error;
      else await new Promise((resolve) => setTimeout(resolve, (Number(error.retryAfter) || 2) * 1000));
    }
  }
}

/** fetch does not tell how much of a body has gone; XMLHttpRequest does. */
function send(job, sha256) {
  const form = new FormData();
  form.append("modified_at", new Date(job.file.lastModified).toISOString());
  if (job.sidecar) form.append("sidecar", job.sidecar);
  form.append("file", job.file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/upload");
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    if (sha256) request.setRequestHeader("X-Content-SHA256", sha256);
    request.upload.onprogress = ({ loaded, total }) => ((job.sent = loaded / total), draw());
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(problem(request.status, request.responseText, request.getResponseHeader("Retry-After")));
    };
    request.onerror = () => reject(new Problem(0, SILENT));
    request.send(form);
  });
}

const tray = one("#tray");
const summary = el("p", { role: "status" });
const bar = el("progress");
const rows = el("ul");
const close = el("button", { className: "icon", ariaLabel: "Close", onclick: () => ((jobs = []), draw()) }, "×");
tray.append(el("div", { className: "head" }, summary, close), bar, rows);

let due = 0;
const draw = () => (due ||= requestAnimationFrame(() => ((due = 0), render())));
let leaving = 0;

function render() {
  const having = (state) => jobs.filter((job) => job.state === state);
  const [done, failed, moving] = [having("done"), having("failed"), having("sending")];
  const busy = moving.length + having("waiting").length > 0;
  tray.hidden = jobs.length === 0;
  tray.classList.toggle("busy", busy);
  const said = busy ? `Adding ${words.photos(jobs.length)}` : outcome(done, failed);
  if (summary.textContent !== said) summary.textContent = said;
  close.hidden = busy;
  bar.hidden = !busy;
  bar.max = jobs.reduce((sum, { file }) => sum + file.size, 1);
  bar.value = jobs.reduce((sum, { file, state, sent }) => sum + file.size * (state === "sending" ? sent : state !== "waiting"), 0);
  const shown = [...failed, ...moving].map(row);
  // Only when they differ: a button that is replaced under the finger is never pressed.
  if (shown.length !== rows.children.length || shown.some((node, at) => node !== rows.children[at])) rows.replaceChildren(...shown);
  clearTimeout(leaving);
  if (!busy && !failed.length) leaving = setTimeout(() => close.click(), 6000);
}

function outcome(done, failed) {
  const twins = done.filter(({ twin }) => twin).length;
  const parts = [
    (done.length > twins || !done.length) && !(failed.length && !done.length) && `${words.photos(done.length - twins)} added`,
    twins && `${words.photos(twins)} ${twins === 1 ? "was" : "were"} here already`,
    failed.length && `${words.photos(failed.length)} could not be added`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** A job's line, made once for each state and kept. */
function row(job) {
  if (job.row?.state !== job.state) {
    const again = () => (Object.assign(job, { state: "waiting", sent: 0 }), work());
    const node = el("li", {}, el("span", { className: "name" }, job.file.name),
      job.state === "failed"
        ? [el("span", { className: "reason" }, job.reason), el("button", { onclick: again }, "Try again")]
        : el("span", { className: "quiet" }));
    job.row = { state: job.state, node };
  }
  if (job.state === "sending") job.row.node.lastChild.textContent = job.sent < 1 ? words.percent(job.sent) : "being kept";
  return job.row.node;
}

export const busy = () => jobs.some(({ state }) => state === "sending" || state === "waiting");

addEventListener("beforeunload", (event) => busy() && event.preventDefault());

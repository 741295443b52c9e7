/** Facts in people's words. */

export const photos = (count) => (count === 1 ? "1 photo" : `${count.toLocaleString()} photos`);
export const percent = (part) => `${Math.round(part * 100)} %`;

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

export function size(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options = { style: "unit", unit: UNITS[step], maximumFractionDigits: step > 1 ? 1 : 0 };
  return new Intl.NumberFormat(undefined, options).format(bytes / 1000 ** step);
}

/** The moment as the clock on the wall showed it, in the reader's form. */
export function taken(photo) {
  // The zone's own clock is what the photo tells; reading it as UTC keeps the browser from moving it to ours.
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/.exec(photo.taken_at ?? "");
  return wall && new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short", timeZone: "UTC" })
    .format(new Date(`${wall[0]}Z`));
}

export function zone({ zone: name }) {
  if (!name) return "";
  return name.includes("/") ? `${name.split("/").pop().replaceAll("_", " ")} time` : name.replace(/^(?=[+-])/, "UTC");
}

export const instant = (iso) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));

export const place = ({ place: at }) => [...new Set([at?.city, at?.region, at?.country])].filter(Boolean).join(", ");

export function camera({ camera: by }) {
  if (!by) return [];
  const make = by.make && !by.model?.toLowerCase().startsWith(by.make.split(" ")[0].toLowerCase()) ? by.make : "";
  const settings = [
    by.focal_length && `${+by.focal_length.toFixed(1)} mm`,
    by.aperture && `f/${+by.aperture.toFixed(1)}`,
    by.exposure && `${by.exposure} s`,
    by.iso && `ISO ${by.iso}`,
    by.flash && "flash",
  ];
  return [[make, by.model].filter(Boolean).join(" "), by.lens, settings.filter(Boolean).join("  ")].filter(Boolean);
}

export const file = (photo) => [
  photo.file_name,
  [
    photo.width && `${photo.width.toLocaleString()} × ${photo.height.toLocaleString()}`,
    size(photo.bytes),
    photo.media_type.split("/")[1].toUpperCase(),
  ].filter(Boolean).join("  "),
];

/** Whether there is something to look at. */
export const shown = (photo) => photo && ![...photo.waiting, ...photo.troubles].some((stage) => stage.split(":")[0] === "renditions");

/** The sentence of what failed, and whether anything did. */
export const failure = (photo) => Object.values(photo.stages ?? {}).find((stage) => stage.state === "failed")?.error;

const STAGES = {
  metadata: "Date, place, camera",
  renditions: "Preview",
  classify: "What is on it",
  colour: "Colours",
  light: "Light, season, time of day",
  fingerprint: "Fingerprint",
  quality: "Quality",
  composition: "Composition",
  kind: "Photograph or not",
  mood: "Mood",
  ocr: "Text on it",
  caption: "Caption",
  image_vector: "Search by looks",
  text_vector: "Search by words",
};
export const stage = (name) => STAGES[name] ?? name.replaceAll("_", " ");

const STANDS = {
  tags: (words) => `tagged ${words}`,
  place: (words) => `${words} is its place`,
  camera: (words) => `${words} is its camera`,
  keywords: (words) => `${words} is a keyword of it`,
  file_name: (words) => `${words} in its file name`,
};

// The cosine from which the search engine itself calls a photo near.
const NEAR = 0.3;

/** Why a photo was found. Of the places where a word stands only the first is named: they come the surest first. */
export function why(reasons) {
  const score = (kind) => reasons.find((reason) => reason.kind === kind)?.score ?? -1;
  const named = new Set();
  const stands = reasons.filter(({ kind }) => kind === "words").flatMap(({ words, where }) => {
    const fresh = words.filter((word) => !named.has(word));
    fresh.forEach((word) => named.add(word));
    const phrase = STANDS[where] ?? ((quoted) => `${quoted} in its ${where}`);
    return fresh.length ? [phrase(fresh.map((word) => `“${word}”`).join(" and "))] : [];
  });
  const met = reasons.filter(({ label, soft }) => label && !soft).map(({ kind, label }) =>
    kind === "place" ? `${label} is its place` : label);
  stands.unshift(...met);
  const looks = score("looks") >= NEAR ? ["looks like it"] : [];
  const means = score("text") >= NEAR && !stands.length ? ["its words mean much the same"] : [];
  const said = [...looks, ...stands, ...means].join(" · ") || "looks a little like it";
  return said[0].toUpperCase() + said.slice(1);
}

/** The numbers behind `why`. */
export const scores = (reasons) =>
  reasons.filter((reason) => "score" in reason)
    .map(({ kind, score }) => `${kind === "looks" ? "looks" : "meaning"} ${score.toFixed(2)}`).join(", ");

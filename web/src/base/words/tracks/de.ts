import type { TrackCatalogue } from ".";

const de: TrackCatalogue = {
  reading: "Die Aufzeichnung wird gelesen …",
  count: { one: "{n} Foto bekommt damit seinen Ort.", other: "{n} Fotos bekommen damit ihren Ort." },
  same: { one: "{n} hat einen und behält ihn.", other: "{n} haben einen und behalten ihn." },
  outside: { one: "Von {n} sagt sie nichts.", other: "Von {n} sagt sie nichts." },
  noCamera: "Fotos ohne bekannte Kamera",
  ahead: "Minuten, die die Uhr der Kamera vorging",
  found: "Wird selbst gefunden",
  apply: "Orte geben",
  both: "{h} Std. {min} Min.",
  hours: "{h} Std.",
  minutes: "{min} Min.",
  fast: "Ihre Uhr ging {apart} vor.",
  slow: "Ihre Uhr ging {apart} nach.",
  right: "Ihre Uhr ging richtig.",
  assumed: "Angenommen, ihre Uhr ging richtig.",
  "by.said": "Das sagst du.",
  "by.positions": "Das sagen ihre Fotos mit eigenem Ort.",
  "by.hours": "Nur dann liegen ihre Fotos in der Aufzeichnung.",
  "by.assumed": "",
};

export default de;

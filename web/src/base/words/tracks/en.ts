/** English: the catalogue that the others translate. */
const en = {
  reading: "The track is being read …",
  count: { one: "{n} photo gets its place by it.", other: "{n} photos get their place by it." },
  same: { one: "{n} has one and keeps it.", other: "{n} have one and keep it." },
  outside: { one: "Of {n} it does not tell.", other: "Of {n} it does not tell." },
  noCamera: "Photos of no known camera",
  ahead: "Minutes that the camera’s clock was ahead",
  found: "Found by itself",
  apply: "Give them their place",
  both: "{h} h {min} min",
  hours: "{h} h",
  minutes: "{min} min",
  fast: "its clock was {apart} ahead.",
  slow: "its clock was {apart} behind.",
  right: "its clock was right.",
  assumed: "its clock is taken to be right.",
  "by.said": "So you say.",
  "by.positions": "Its photos that know their place say so.",
  "by.hours": "Its photos lie within the track only then.",
  "by.assumed": "",
};

export default en;

import type { ProposalCatalogue } from ".";

const de: ProposalCatalogue = {
  title: "Alben, die es geben könnte",
  take: "Album anlegen",
  takeThis: "Album anlegen: {name}",
  dismiss: "Das nicht",
  dismissThis: "{name} nicht vorschlagen",
  dismissed: "Das wird nicht mehr vorgeschlagen.",
  rule: "Spätere Fotos kommen von selbst dazu",
  one: "Ein Album, das es geben könnte",
  photos: "Fotos",
  some: "Einige seiner Fotos",
  hint: "Tippe auf ein Foto, um es wegzulassen oder wieder aufzunehmen.",
  leftOut: "Weggelassen",
  make: { one: "Album mit {n} Foto anlegen", other: "Album mit {n} Fotos anlegen" },
  photo: "Foto {n} von {of}",
  "why.screenshot": "Screenshots",
  "why.document": "Dokumente",
  "why.copy": "Kopien von anderen",
  "why.burst": "Ein anderes der Serie ist dabei",
  "why.blurred": "Unscharf, und es gibt bessere",
  "why.many": "Mehr, als auf einmal in ein Album kommen",
};

export default de;

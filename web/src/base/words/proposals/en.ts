/** English: the catalogue that the others translate. */
const en = {
  title: "Albums that could be made",
  take: "Make album",
  takeThis: "Make album: {name}",
  dismiss: "Not this one",
  dismissThis: "Do not propose {name}",
  dismissed: "It is not proposed again.",
  rule: "Photos that come later join by themselves",
  one: "An album that could be made",
  photos: "Photos",
  some: "Some of its photos",
  hint: "Tap a photo to leave it out, or to have it in again.",
  leftOut: "Left out",
  make: { one: "Make the album with {n} photo", other: "Make the album with {n} photos" },
  photo: "Photo {n} of {of}",
  "why.screenshot": "Screenshots",
  "why.document": "Documents",
  "why.copy": "Copies of others",
  "why.burst": "Another one of the burst is in it",
  "why.blurred": "Blurred, and there are better ones",
  "why.many": "More than are put into an album at once",
};

export default en;

/** English: the catalogue that the others translate. */
const en = {
  title: "A few questions",
  touches: { one: "An answer puts {n} photo right.", other: "An answer puts {n} photos right." },
  skip: "Not now",
  answer: "Answer",
  "words.who": "Or a name",
  "words.where": "Or another town",
  "words.when": "Day, month or year",
  "words.occasion": "Or in your own words",
  proposed: "Proposals",
  done: { one: "Thank you: {n} photo is right now.", other: "Thank you: {n} photos are right now." },
  skipped: "It is asked again in a month.",
  never: "It is not asked again.",
  show: "Look at this photo",
};

export default en;

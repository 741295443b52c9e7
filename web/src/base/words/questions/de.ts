import type { QuestionCatalogue } from ".";

const de: QuestionCatalogue = {
  title: "Ein paar Fragen",
  touches: { one: "Eine Antwort berichtigt {n} Foto.", other: "Eine Antwort berichtigt {n} Fotos." },
  skip: "Nicht jetzt",
  answer: "Antworten",
  "words.who": "Oder ein Name",
  "words.where": "Oder ein anderer Ort",
  "words.when": "Tag, Monat oder Jahr",
  "words.occasion": "Oder in deinen Worten",
  proposed: "Vorschläge",
  done: { one: "Danke: {n} Foto stimmt jetzt.", other: "Danke: {n} Fotos stimmen jetzt." },
  skipped: "In einem Monat wird wieder gefragt.",
  never: "Es wird nicht mehr gefragt.",
  show: "Dieses Foto ansehen",
};

export default de;

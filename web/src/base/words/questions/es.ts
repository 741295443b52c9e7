import type { QuestionCatalogue } from ".";

const es: QuestionCatalogue = {
  title: "Unas preguntas",
  touches: { one: "Una respuesta corrige {n} foto.", other: "Una respuesta corrige {n} fotos." },
  skip: "Ahora no",
  answer: "Responder",
  "words.who": "O un nombre",
  "words.where": "U otra población",
  "words.when": "Día, mes o año",
  "words.occasion": "O con tus palabras",
  proposed: "Propuestas",
  done: { one: "Gracias: {n} foto ya está bien.", other: "Gracias: {n} fotos ya están bien." },
  skipped: "Se volverá a preguntar dentro de un mes.",
  never: "No se volverá a preguntar.",
  show: "Ver esta foto",
};

export default es;

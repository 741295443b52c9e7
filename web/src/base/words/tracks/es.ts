import type { TrackCatalogue } from ".";

const es: TrackCatalogue = {
  reading: "Leyendo el recorrido …",
  count: { one: "{n} foto recibe así su lugar.", other: "{n} fotos reciben así su lugar." },
  same: { one: "{n} ya tiene uno y lo conserva.", other: "{n} ya tienen uno y lo conservan." },
  outside: { one: "De {n} no dice nada.", other: "De {n} no dice nada." },
  noCamera: "Fotos de cámara desconocida",
  ahead: "Minutos que el reloj de la cámara iba adelantado",
  found: "Se encuentra solo",
  apply: "Darles su lugar",
  both: "{h} h {min} min",
  hours: "{h} h",
  minutes: "{min} min",
  fast: "su reloj iba {apart} adelantado.",
  slow: "su reloj iba {apart} atrasado.",
  right: "su reloj iba bien.",
  assumed: "se supone que su reloj iba bien.",
  "by.said": "Lo dices tú.",
  "by.positions": "Lo dicen sus fotos que conocen su lugar.",
  "by.hours": "Solo así caen sus fotos en el recorrido.",
  "by.assumed": "",
};

export default es;

import type { ProposalCatalogue } from ".";

const es: ProposalCatalogue = {
  title: "Álbumes que podrían hacerse",
  take: "Crear álbum",
  takeThis: "Crear álbum: {name}",
  dismiss: "Este no",
  dismissThis: "No proponer {name}",
  dismissed: "No se vuelve a proponer.",
  rule: "Las fotos que lleguen después se añaden solas",
  one: "Un álbum que podría hacerse",
  photos: "Fotos",
  some: "Algunas de sus fotos",
  hint: "Toca una foto para dejarla fuera o volver a incluirla.",
  leftOut: "Se quedan fuera",
  make: { one: "Crear el álbum con {n} foto", other: "Crear el álbum con {n} fotos" },
  photo: "Foto {n} de {of}",
  "why.screenshot": "Capturas de pantalla",
  "why.document": "Documentos",
  "why.copy": "Copias de otras",
  "why.burst": "Otra de la ráfaga ya está",
  "why.blurred": "Borrosas, y las hay mejores",
  "why.many": "Más de las que entran de una vez en un álbum",
};

export default es;

/** How the library can be gone through: each facet with its words, and the filter that one of its names is. */
import type { FilterName } from "@/api/filter";
import type { FacetName } from "@/api/types";
import type { Key } from "@/base/words";

export const SHELVES: { facet: FacetName; filter: FilterName; word: Key; pictures: boolean }[] = [
  { facet: "places", filter: "place", word: "facet.places", pictures: true },
  { facet: "tags", filter: "tag", word: "facet.tags", pictures: true },
  { facet: "moods", filter: "mood", word: "facet.moods", pictures: true },
  { facet: "compositions", filter: "composition", word: "facet.compositions", pictures: true },
  { facet: "lights", filter: "light", word: "facet.lights", pictures: true },
  { facet: "colours", filter: "colour", word: "facet.colours", pictures: false },
  { facet: "seasons", filter: "season", word: "facet.seasons", pictures: false },
  { facet: "times_of_day", filter: "time_of_day", word: "facet.times_of_day", pictures: false },
  { facet: "kinds", filter: "kind", word: "facet.kinds", pictures: false },
  { facet: "cameras", filter: "camera", word: "facet.cameras", pictures: false },
];

/** A colour's name -> what it is painted with; the names are those of the colour stage. */
export const PAINT: Record<string, string> = {
  black: "#17181c", white: "#fdfcf9", grey: "#8d8d8d", gray: "#8d8d8d", silver: "#c0c0c0", red: "#cf3a2f", maroon: "#7a2430", orange: "#e8862e",
  brown: "#85572f", beige: "#d9c7a3", tan: "#c8a878", cream: "#f4ead2", gold: "#c99a2e", yellow: "#efcf3f", olive: "#7c7f32", lime: "#9bd23c",
  green: "#4c9a4a", teal: "#2a8c86", turquoise: "#46c4bd", cyan: "#43bcd8", blue: "#3d6fd1", navy: "#223a70", indigo: "#4b42a8",
  purple: "#7f4bb0", violet: "#8a5bd0", lavender: "#b9a6e0", magenta: "#c03a9c", pink: "#ec8fb3", peach: "#f5b58e", coral: "#f0705c",
};

/** Who may import whom: the layers of src, from the lowest to the highest. Beside base and api, each feature names the lower
 * features that it builds on. On top lie app and main.tsx, which may import from all. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

const FEATURES = {
  offline: [],
  photos: ["offline"],
  map: ["offline", "photos"],
  upload: ["offline", "photos"],
  albums: ["photos"],
  sharing: ["photos", "albums"],
  proposals: ["photos", "albums"],
  edit: ["photos", "map", "albums", "sharing"],
  faces: ["photos"],
  search: ["offline", "photos", "edit"],
  viewer: ["photos", "upload", "albums", "sharing", "edit", "faces"],
  visitor: ["photos", "upload", "viewer"],
  timeline: ["photos", "upload", "edit", "search"],
  people: ["photos", "edit", "faces", "search", "timeline"],
  collections: ["photos", "map", "albums", "sharing", "proposals", "edit", "faces", "timeline"],
  stories: ["photos", "map", "edit"],
  questions: ["photos", "edit", "faces"],
  foryou: ["photos", "stories", "proposals", "questions"],
  account: ["offline", "upload", "search"],
  library: ["offline", "photos", "upload", "search", "account"],
};
const LAYERS = [["base", []], ["api", ["base"]], ...Object.entries(FEATURES).map(([name, lower]) => [name, ["base", "api", ...lower]])];
const ORDER = [...LAYERS.map(([name]) => name), "app"];

for (const { name } of readdirSync(join(import.meta.dirname, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory()))
  if (!ORDER.includes(name)) throw new Error(`src/${name} is in no layer: give it its place in eslint.layers.js.`);

/** An error for each import, lazy ones too, from a layer that is not named for this one, or around the layers by "..". */
export const layers = LAYERS.map(([name, lower], index) => {
  const higher = lower.find((other) => ORDER.indexOf(other) >= index);
  if (higher) throw new Error(`${name} cannot build on ${higher}, which is no lower layer (eslint.layers.js).`);
  const outside = `^(\\.\\./|@/(?!(${[name, ...lower].join("|")})(/|$)))`;
  const message = `src/${name} imports from itself and ${lower.join(", ") || "no other layer"} only (eslint.layers.js).`;
  return {
    files: [`src/${name}/**`],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ regex: outside, message }] }],
      "no-restricted-syntax": ["error", { selector: `ImportExpression > Literal[value=/${outside.replaceAll("/", "\\/")}/]`, message }],
    },
  };
});

/** The map that is drawn without tiles: coasts, borders, and the names of countries that have room for theirs. */
import L from "leaflet";
import type { GeometryCollection, Topology } from "topojson-specification";
import address from "world-atlas/countries-50m.json?url";

import { locale } from "@/base/words";
import { names } from "@/base/words/intl";

import { middleOf, unbroken, type Middle } from "./land";

const LETTER = 8; // pixels
const PIN = { x: 36, y: 60 }; // pixels from its middle, with its name

type Countries = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;

export class Ground {
  private readonly names = L.layerGroup();

  private constructor(
    private readonly map: L.Map,
    private readonly countries: readonly (Middle & { name: string })[],
  ) {
    this.names.addTo(map);
  }

  /** Only where there are no tiles: it is as large as the rest of the app. */
  static async draw(map: L.Map, wanted: () => boolean): Promise<Ground | null> {
    const [world, { feature, mesh }] = await Promise.all([fetch(address).then((answer) => answer.json() as Promise<Countries>), import("topojson-client")]);
    if (!wanted()) return null;
    const { land, countries } = world.objects;
    const drawn = { interactive: false, pane: "tilePane" };
    L.geoJSON(unbroken(feature(world, land)), { ...drawn, style: { className: "land", weight: 1, fillOpacity: 1 } }).addTo(map);
    L.geoJSON(mesh(world, countries, (one, other) => one !== other), { ...drawn, style: { className: "border", weight: 1, fill: false } }).addTo(map);
    const named = feature(world, countries).features.flatMap(({ id, properties, geometry }) => {
      const middle = middleOf(geometry);
      return middle ? [{ ...middle, name: nameOf(id, properties.name) }] : [];
    });
    return new Ground(map, named);
  }

  /** Names give way to pins. */
  name(pins: Iterable<L.Marker>): void {
    this.names.clearLayers();
    const degree = (256 * 2 ** this.map.getZoom()) / 360; // pixels
    const taken = Array.from(pins, (pin) => this.map.latLngToLayerPoint(pin.getLatLng()));
    for (const { name, width, latitude, longitude } of this.countries) {
      const long = name.length * LETTER;
      const at = this.map.latLngToLayerPoint([latitude, longitude]);
      if (width * degree < long || taken.some(({ x, y }) => Math.abs(x - at.x) < long / 2 + PIN.x && Math.abs(y - at.y) < PIN.y)) continue;
      const html = Object.assign(document.createElement("span"), { textContent: name, ariaHidden: "true" });
      const icon = L.divIcon({ html, className: "country", iconSize: [0, 0] });
      L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, pane: "shadowPane" }).addTo(this.names);
    }
  }
}

/** In the reader's language where the country has a number of ISO 3166; a locale with it is written with its letters. */
function nameOf(id: string | number | undefined, name: string): string {
  const region = id && new Intl.Locale(`und-${id}`).region;
  return (region && names(locale(), { type: "region", style: "short" }).of(region)) || name;
}

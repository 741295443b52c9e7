/** The map of photos: Leaflet, told what to show. */
import L from "leaflet";

import { Problem } from "@/api/client";
import type { Box } from "@/api/filter";
import type { Point } from "@/api/types";
import { locale, words } from "@/base/words";
import { numbers } from "@/base/words/intl";
import { pictureOf } from "@/photos/picture";

import { Base } from "./base";
import type { clusters, Here } from "./points";

interface Options {
  tiles: string | null;
  within?: boolean;
  open: (id: string) => void;
  chosen: (box: Box) => void;
  /** What the map shows now. */
  seen?: (box: Box) => void;
}

type Index = ReturnType<typeof clusters>;

const SIDE = 56; // pixels of a photo on the map
const LEAST = 8; // pixels of a rectangle that is meant

export class Atlas {
  private readonly base: Base;
  private readonly map: L.Map;
  private readonly photos = L.layerGroup();
  private readonly ways = L.layerGroup();
  private pins = new Map<string, L.Marker>();
  private index: Index | null = null;
  private drawing = false;
  private closed = false;
  /** What was shown unasked, until the reader moves the map. */
  private fitted: readonly Point[] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly options: Options,
  ) {
    this.base = new Base(box, { tiles: options.tiles, within: options.within ?? false, changed: () => this.fitted.length && this.fit(this.fitted), pins: () => this.pins.values() });
    this.map = this.base.map;
    this.ways.addTo(this.map);
    this.photos.addTo(this.map);
    this.map.on("moveend", () => this.render());
    box.addEventListener("pointerdown", this.pressed);
    for (const moved of ["pointerdown", "wheel", "keydown"]) box.addEventListener(moved, this.moved, { passive: true });
  }

  show(index: Index): void {
    this.index = index;
    this.photos.clearLayers();
    this.pins = new Map();
    this.render();
  }

  /** Lines under the photos: latitudes and longitudes. */
  lead(ways: readonly (readonly [number, number][])[]): void {
    this.ways.clearLayers();
    for (const way of ways) L.polyline([...way], { className: "way", interactive: false }).addTo(this.ways);
  }

  fit(points: readonly Point[]): void {
    this.fitted = points;
    const bounds = L.latLngBounds(points.map(([, longitude, latitude]) => [latitude, longitude]));
    this.map.invalidateSize({ animate: false }); // the slider below has just taken some of its height
    this.map.fitBounds(bounds, { padding: [60, 60], maxZoom: this.base.nearest, animate: false });
  }

  /** The next pull draws a rectangle instead of moving the map. */
  draw(on: boolean): void {
    this.drawing = on;
    this.box.classList.toggle("drawing", on);
    if (on) this.map.dragging.disable();
    else this.map.dragging.enable();
  }

  /** Opens all that is in sight: a rectangle without pulling. */
  choose(): void {
    this.options.chosen(this.view());
  }

  close(): void {
    this.closed = true;
    this.box.removeEventListener("pointerdown", this.pressed);
    for (const moved of ["pointerdown", "wheel", "keydown"]) this.box.removeEventListener(moved, this.moved);
    this.base.close();
  }

  private readonly moved = () => (this.fitted = []);

  private readonly pressed = (event: PointerEvent) => {
    if (!event.isPrimary || event.button || !(this.drawing || event.shiftKey)) return;
    if (!(event.target as HTMLElement).closest(".leaflet-control")) this.rectangle(event);
  };

  private view(): Box {
    return boxOf(this.map.getBounds());
  }

  private render(): void {
    this.options.seen?.(this.view());
    if (!this.index) return;
    const seen = this.map.getBounds().pad(0.2);
    const [west, east] = [Math.max(-180, seen.getWest()), Math.min(180, seen.getEast())];
    const before = this.pins;
    this.pins = new Map();
    for (const found of this.index.getClusters([west, seen.getSouth(), east, seen.getNorth()], Math.round(this.map.getZoom()))) {
      const [longitude, latitude] = found.geometry.coordinates as [number, number];
      const cluster = "cluster" in found.properties ? found.properties : null;
      const first = cluster ? this.index.getLeaves(cluster.cluster_id, 1)[0]?.properties : (found.properties as Here);
      if (!first) continue;
      const key = cluster ? `${cluster.cluster_id}` : first.id;
      const place = found.properties.places[0] ?? "";
      this.pins.set(key, before.get(key) ?? this.pin(first.id, cluster?.point_count ?? 1, place, [latitude, longitude], cluster?.cluster_id ?? null));
    }
    const gone = [...before].filter(([key]) => !this.pins.has(key)).map(([, pin]) => pin);
    const left = gone.find((pin) => pin.getElement()?.contains(document.activeElement))?.getLatLng();
    for (const pin of gone) pin.remove();
    this.base.name();
    // A cluster that came apart hands the focus on to what is nearest.
    if (left) this.nearest(left)?.getElement()?.querySelector("button")?.focus({ preventScroll: true });
  }

  private nearest(to: L.LatLng): L.Marker | undefined {
    return [...this.pins.values()].sort((one, other) => to.distanceTo(one.getLatLng()) - to.distanceTo(other.getLatLng()))[0];
  }

  private pin(id: string, n: number, place: string, at: [number, number], cluster: number | null): L.Marker {
    const node = document.createElement("button");
    node.className = "pin";
    node.setAttribute("aria-label", place ? words("map.pinAt", { n, place }) : words("map.pin", { n }));
    if (n > 1) node.append(Object.assign(document.createElement("span"), { className: "count", textContent: numbers(locale(), {}).format(n) }));
    const html = document.createElement("div");
    html.append(node, Object.assign(document.createElement("span"), { className: "place", textContent: place, ariaHidden: "true" }));
    pictureOf(id, "thumbnail").then(
      (src) => (node.style.backgroundImage = `url("${src}")`),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error; // without the network, of a photo that is not kept here
      },
    );
    const icon = L.divIcon({ html, className: "", iconSize: [SIDE, SIDE] });
    node.addEventListener("click", (event) => {
      event.stopPropagation();
      if (cluster === null) return this.options.open(id);
      const zoom = this.index?.getClusterExpansionZoom(cluster) ?? 0;
      // Photos from one spot never come apart: they are opened together.
      if (zoom > 18) this.options.chosen([at[1] - 1e-4, at[0] - 1e-4, at[1] + 1e-4, at[0] + 1e-4]);
      else this.map.setView(at, zoom);
    });
    node.addEventListener("focus", () => node.matches(":focus-visible") && this.map.panInside(at, { padding: [SIDE, SIDE] }));
    return L.marker(at, { icon, keyboard: false }).addTo(this.photos);
  }

  private rectangle(pressed: PointerEvent): void {
    this.map.dragging.disable();
    const from = this.map.mouseEventToLatLng(pressed);
    const drawn = L.rectangle(L.latLngBounds(from, from), { className: "chosen", interactive: false }).addTo(this.map);
    const done = new AbortController();
    const on = (name: "pointermove" | "pointerup" | "pointercancel", act: (event: PointerEvent) => void) =>
      window.addEventListener(name, (event) => event.pointerId === pressed.pointerId && act(event), { signal: done.signal });
    const end = () => {
      done.abort();
      drawn.remove();
      if (!this.closed) this.draw(this.drawing);
    };
    on("pointermove", (event) => drawn.setBounds(L.latLngBounds(from, this.map.mouseEventToLatLng(event))));
    on("pointercancel", end);
    on("pointerup", (event) => {
      end();
      const meant = Math.min(Math.abs(event.clientX - pressed.clientX), Math.abs(event.clientY - pressed.clientY)) >= LEAST;
      if (meant) this.options.chosen(boxOf(drawn.getBounds()));
    });
  }
}

/** As the gateway takes it, wherever around the globe the map has been pulled. */
function boxOf(bounds: L.LatLngBounds): Box {
  const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())];
  if (bounds.getEast() - bounds.getWest() >= 360) return [-180, south, 180, north];
  const around = (longitude: number) => L.Util.wrapNum(longitude, [-180, 180], true);
  return [around(bounds.getWest()), south, around(bounds.getEast()), north];
}

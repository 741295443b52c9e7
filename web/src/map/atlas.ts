/** The map itself: Leaflet, told what to show. Land is drawn from our own file, so that it is a map without tiles too. */
import L from "leaflet";
import type Supercluster from "supercluster";

import { pictureOf } from "@/photos/picture";
import type { Point } from "@/api/types";
import { words } from "@/words";

import { unbroken } from "./land";
import type { Here } from "./points";

interface Options {
  tiles: string | null;
  open: (id: string) => void;
  /** west, south, east, north in degrees. */
  chosen: (bounds: [number, number, number, number]) => void;
}

const SIDE = 56; // pixels of a photo on the map

export class Atlas {
  private readonly map: L.Map;
  private readonly photos = L.layerGroup();
  private index: Supercluster<Here> | null = null;
  private closed = false;

  constructor(
    box: HTMLElement,
    private readonly options: Options,
  ) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(box, {
      worldCopyJump: true, minZoom: 2, maxZoom: 19, boxZoom: false, zoomControl: false, zoomAnimation: !still, fadeAnimation: !still,
      maxBounds: [[-85, -540], [85, 540]], maxBoundsViscosity: 1,
    });
    this.map.setView([25, 10], 2);
    L.control.zoom({ position: "topright", zoomInTitle: words("map.in"), zoomOutTitle: words("map.out") }).addTo(this.map);
    this.map.attributionControl.setPrefix(false);
    void this.drawLand();
    if (options.tiles) L.tileLayer(options.tiles, { maxZoom: 19, attribution: words("map.credit"), className: "tiles" }).addTo(this.map);
    this.photos.addTo(this.map);
    this.map.on("moveend", () => this.render());
    this.map.on("mousedown", ({ originalEvent, latlng }: L.LeafletMouseEvent) => originalEvent.shiftKey && this.rectangle(latlng));
  }

  show(index: Supercluster<Here>): void {
    this.index = index;
    this.render();
  }

  fit(points: readonly Point[]): void {
    const bounds = L.latLngBounds(points.map(([, longitude, latitude]) => [latitude, longitude]));
    this.map.invalidateSize({ animate: false }); // the slider below has just taken some of its height
    this.map.fitBounds(bounds, { padding: [60, 60], maxZoom: 13, animate: false });
  }

  /** The next pull draws a rectangle instead of moving the map; with a finger, too. */
  draw(on: boolean): void {
    const box = this.map.getContainer();
    box.classList.toggle("drawing", on);
    if (on) this.map.dragging.disable();
    else this.map.dragging.enable();
    box.onpointerdown = on ? (event) => !(event.target as HTMLElement).closest("a, button") && this.rectangle(this.map.mouseEventToLatLng(event)) : null;
  }

  close(): void {
    this.closed = true;
    this.map.remove();
  }

  private async drawLand(): Promise<void> {
    const [{ default: world }, { feature }] = await Promise.all([import("world-atlas/land-110m.json"), import("topojson-client")]);
    if (this.closed) return;
    const topology = world as unknown as Parameters<typeof feature>[0];
    const land = feature(topology, topology.objects.land as Parameters<typeof feature>[1]);
    L.geoJSON(unbroken(land), { interactive: false, style: { className: "land", weight: 1, fillOpacity: 1 }, pane: "tilePane" }).addTo(this.map);
  }

  private render(): void {
    this.photos.clearLayers();
    if (!this.index) return;
    const seen = this.map.getBounds().pad(0.2);
    const [west, east] = [Math.max(-180, seen.getWest()), Math.min(180, seen.getEast())];
    for (const found of this.index.getClusters([west, seen.getSouth(), east, seen.getNorth()], Math.round(this.map.getZoom()))) {
      const [longitude, latitude] = found.geometry.coordinates as [number, number];
      const cluster = "cluster" in found.properties ? found.properties : null;
      const id = cluster ? this.index.getLeaves(cluster.cluster_id, 1)[0]?.properties.id : (found.properties as Here).id;
      if (id) this.marker(id, cluster?.point_count ?? 1, [latitude, longitude], cluster?.cluster_id ?? null);
    }
  }

  private marker(id: string, count: number, at: [number, number], cluster: number | null): void {
    const node = document.createElement("button");
    node.className = "pin";
    const label = words("map.pin", { n: count });
    node.setAttribute("aria-label", label);
    if (count > 1) node.append(Object.assign(document.createElement("span"), { textContent: count.toLocaleString() }));
    void pictureOf(id, "thumbnail").then((src) => (node.style.backgroundImage = `url("${src}")`));
    const icon = L.divIcon({ html: node, className: "", iconSize: [SIDE, SIDE] });
    const marker = L.marker(at, { icon, keyboard: false });
    node.addEventListener("click", (event) => {
      event.stopPropagation();
      if (cluster === null) return this.options.open(id);
      const zoom = this.index?.getClusterExpansionZoom(cluster) ?? 0;
      // Photos from one spot never come apart: they are opened together.
      if (zoom > 18) this.options.chosen([at[1] - 1e-4, at[0] - 1e-4, at[1] + 1e-4, at[0] + 1e-4]);
      else this.map.setView(at, zoom);
    });
    marker.addTo(this.photos);
  }

  private rectangle(from: L.LatLng): void {
    this.map.dragging.disable();
    const drawn = L.rectangle([from, from].map(({ lat, lng }) => [lat, lng]), { className: "chosen", interactive: false }).addTo(this.map);
    const move = (event: PointerEvent) => drawn.setBounds(L.latLngBounds(from, this.map.mouseEventToLatLng(event)));
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      const bounds = drawn.getBounds();
      drawn.remove();
      this.map.dragging.enable();
      const [south, north] = [bounds.getSouth(), bounds.getNorth()];
      if (north > south) this.options.chosen([bounds.getWest(), south, bounds.getEast(), north]);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  }
}

/** A map without photos: tiles where the reader asked for them, else a drawn ground. */
import L from "leaflet";

import { isStill } from "@/base/ui/motion";
import { locale, words } from "@/base/words";

import { Ground } from "./ground";

const PATIENCE = 4_000; // milliseconds that tiles have to come
const RIGHTS = "https://www.openstreetmap.org/copyright";
const MILES = /-(US|GB|LR|MM)\b/;
const FARTHEST = 6; // without tiles a town is a blank sheet: so far away that a coast or a border is in sight
const NEAREST = 13;

interface Options {
  tiles: string | null;
  /** It stands in a page that is scrolled: the wheel and one finger are the page's. */
  within?: boolean;
  /** Tiles stopped or came, and with them how near is of use. */
  changed?: () => void;
  /** What the names of countries give way to. */
  pins?: () => Iterable<L.Marker>;
}

export class Base {
  readonly map: L.Map;
  private closed = false;
  private ground: Ground | null = null;
  private drawn: Promise<void> | null = null;

  constructor(
    private readonly box: HTMLElement,
    private readonly options: Options,
  ) {
    const still = isStill();
    const { within = false } = options;
    box.classList.toggle("within", within);
    this.map = L.map(box, {
      worldCopyJump: true, minZoom: box.clientWidth < 512 ? 1 : 2, maxZoom: 19, boxZoom: false, zoomControl: false, attributionControl: false, zoomAnimation: !still, fadeAnimation: !still,
      maxBounds: [[-85, -540], [85, 540]], maxBoundsViscosity: 1, scrollWheelZoom: !within, dragging: !(within && L.Browser.mobile),
    });
    this.map.setView([25, 10], 2);
    L.control.zoom({ position: "topright", zoomInTitle: words("map.in"), zoomOutTitle: words("map.out") }).addTo(this.map);
    const miles = MILES.test(locale());
    L.control.scale({ position: "bottomleft", metric: !miles, imperial: miles }).addTo(this.map);
    if (options.tiles) this.cover(options.tiles);
    else this.bare(true);
  }

  /** The zoom at which a place is told from others. */
  get nearest(): number {
    return this.box.classList.contains("bare") ? FARTHEST : NEAREST;
  }

  name(): void {
    this.ground?.name(this.options.pins?.() ?? []);
  }

  close(): void {
    this.closed = true;
    this.map.remove();
  }

  private cover(address: string): void {
    let missing = 0;
    let late: ReturnType<typeof setTimeout> | undefined;
    const layer = L.tileLayer(address, { maxZoom: 19, attribution: `<a href="${RIGHTS}" target="_blank" rel="noreferrer">${words("map.credit")}</a>`, className: "tiles" });
    layer.on("loading", () => {
      missing = 0;
      clearTimeout(late);
      late = setTimeout(() => this.bare(true), PATIENCE);
    });
    layer.on("tileerror", () => missing++);
    layer.once("tileload", () => L.control.attribution({ position: "bottomright", prefix: false }).addTo(this.map));
    layer.on("load", () => {
      clearTimeout(late);
      this.bare(missing > 0);
    });
    layer.on("remove", () => clearTimeout(late));
    layer.addTo(this.map);
  }

  /** Where tiles are missing, the ground is drawn under those that are there, and pins say where they stand. */
  private bare(on: boolean): void {
    if (this.closed) return;
    const before = this.box.classList.contains("bare");
    this.box.classList.toggle("bare", on);
    if (on) this.drawn ??= this.drawGround();
    if (on !== before) this.options.changed?.();
  }

  private async drawGround(): Promise<void> {
    try {
      this.ground = await Ground.draw(this.map, () => !this.closed);
      this.name();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.drawn = null; // the network went before it had come once: it is tried again
    }
  }
}

/** A small map with one place on it, which can be pointed at. */
import "leaflet/dist/leaflet.css";
import "./map.css";

import L from "leaflet";
import { useEffect, useRef } from "react";

import { useSettings } from "@/base/settings";
import { useWords } from "@/base/words";

import { AskForTiles } from "./ask-for-tiles";
import { Base } from "./base";

interface At {
  latitude: number;
  longitude: number;
}

export default function Spot({ at, point }: { at: At | null; point: (at: At) => void }) {
  const say = useWords();
  const { tiles, tilesAddress } = useSettings();
  const box = useRef<HTMLDivElement>(null);
  const base = useRef<Base | null>(null);
  const told = useRef(point);
  const pointed = useRef<At | null>(null);
  useEffect(() => {
    told.current = point;
  });
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const made = new Base(node, { tiles: tiles ? tilesAddress : null });
    const put = ({ lat, lng }: L.LatLng) => {
      const { lat: latitude, lng: longitude } = L.latLng(lat, lng).wrap();
      pointed.current = { latitude: Number(latitude.toFixed(5)), longitude: Number(longitude.toFixed(5)) };
      told.current(pointed.current);
    };
    made.map.on("click", ({ latlng }: L.LeafletMouseEvent) => put(latlng));
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Enter" && event.target === node) put(made.map.getCenter());
    };
    node.addEventListener("keydown", onKeyDown);
    base.current = made;
    return () => {
      base.current = null;
      node.removeEventListener("keydown", onKeyDown);
      made.close();
    };
  }, [tiles, tilesAddress]);
  const [latitude, longitude] = [at?.latitude, at?.longitude];
  useEffect(() => {
    if (!base.current || latitude === undefined || longitude === undefined) return;
    const { map, nearest } = base.current;
    const pin = L.marker([latitude, longitude], { icon: L.divIcon({ className: "spot", iconSize: [20, 20] }), interactive: false, keyboard: false }).addTo(map);
    // What was pointed at is under the finger: only what came by its name is gone to.
    if (pointed.current?.latitude !== latitude || pointed.current.longitude !== longitude) map.setView([latitude, longitude], Math.max(map.getZoom(), nearest), { animate: false });
    return () => void pin.remove();
  }, [latitude, longitude, tiles, tilesAddress]);
  return (
    <div className="relative isolate h-full">
      <div ref={box} role="application" aria-label={say("place.map")} title={say("place.map")} className="pointed isolate h-full" />
      <AskForTiles />
    </div>
  );
}

/** The shapes of land and countries, made fit for a flat map. */
import type { Feature, FeatureCollection, GeoJsonObject, Geometry, Position } from "geojson";

/** A ring whose longitudes go on beyond 180 instead of jumping to -180; its middle lies on this side. */
export function unwrapped(ring: readonly Position[]): Position[] {
  let shift = 0;
  let before = ring[0]?.[0] ?? 0;
  const whole = ring.map(([longitude = 0, latitude = 0]): [number, number] => {
    if (longitude - before > 180) shift -= 360;
    if (longitude - before < -180) shift += 360;
    before = longitude;
    return [longitude + shift, latitude];
  });
  const middle = whole.reduce((sum, [longitude]) => sum + longitude, 0) / Math.max(1, whole.length);
  const back = Math.round(middle / 360) * 360;
  return whole.map(([longitude, latitude]) => [longitude - back, latitude]);
}

/** Land that lies on both sides of the 180th meridian is drawn across it, not all around the globe. */
export function unbroken(land: Feature | FeatureCollection): GeoJsonObject {
  const features = land.type === "FeatureCollection" ? land.features : [land];
  const mended = (geometry: Geometry): Geometry => {
    if (geometry.type === "MultiPolygon") return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unwrapped)) };
    if (geometry.type === "Polygon") return { ...geometry, coordinates: geometry.coordinates.map(unwrapped) };
    return geometry;
  };
  return { type: "FeatureCollection", features: features.map((feature) => ({ ...feature, geometry: mended(feature.geometry) })) } as GeoJsonObject;
}

export interface Middle {
  longitude: number;
  latitude: number;
  /** How wide the land is there, in degrees. */
  width: number;
}

/** Where a country's name stands: the centroid of its largest part; null for what is no area. */
export function middleOf(geometry: Geometry): Middle | null {
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : geometry.type === "Polygon" ? [geometry.coordinates] : [];
  let [most, found]: [number, Middle | null] = [0, null];
  for (const [outer = []] of parts) {
    const ring = unwrapped(outer);
    let [area, x, y] = [0, 0, 0];
    ring.forEach(([x1 = 0, y1 = 0], at) => {
      const [x2 = 0, y2 = 0] = ring[(at + 1) % ring.length] ?? [];
      const cross = x1 * y2 - x2 * y1;
      area += cross;
      x += (x1 + x2) * cross;
      y += (y1 + y2) * cross;
    });
    if (Math.abs(area) <= most) continue;
    const across = ring.map(([longitude = 0]) => longitude);
    most = Math.abs(area);
    found = { longitude: x / (3 * area), latitude: y / (3 * area), width: Math.max(...across) - Math.min(...across) };
  }
  return found;
}

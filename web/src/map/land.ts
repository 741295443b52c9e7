/** Land that lies on both sides of the 180th meridian is drawn across it, not all around the globe. */
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

export function unbroken(land: Feature | FeatureCollection): GeoJsonObject {
  const features = land.type === "FeatureCollection" ? land.features : [land];
  const mended = (geometry: Geometry): Geometry => {
    if (geometry.type === "MultiPolygon") return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unwrapped)) };
    if (geometry.type === "Polygon") return { ...geometry, coordinates: geometry.coordinates.map(unwrapped) };
    return geometry;
  };
  return { type: "FeatureCollection", features: features.map((feature) => ({ ...feature, geometry: mended(feature.geometry) })) } as GeoJsonObject;
}

/** How a photo lies in its frame: moved by (x, y) pixels from the middle, `scale` times its fitted size. */
export interface Lie {
  x: number;
  y: number;
  scale: number;
}

export const FITTED: Lie = { x: 0, y: 0, scale: 1 };
export const CLOSEST = 8;

/** Nearer by `factor`, with the point (px, py), counted from the middle, staying under the finger. */
export function zoomed(lie: Lie, factor: number, px: number, py: number): Lie {
  const scale = Math.min(CLOSEST, Math.max(1, lie.scale * factor));
  if (scale === 1) return FITTED;
  const real = scale / lie.scale;
  return { scale, x: px - (px - lie.x) * real, y: py - (py - lie.y) * real };
}

/** No further aside than its own edge. Sizes in pixels: of the fitted photo, of the room it lies in. */
export function bounded(lie: Lie, photo: { width: number; height: number }, room: { width: number; height: number }): Lie {
  const most = (size: number, of: number) => Math.max(0, (size * lie.scale - of) / 2);
  const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));
  return { ...lie, x: clamp(lie.x, most(photo.width, room.width)), y: clamp(lie.y, most(photo.height, room.height)) };
}

export type Axis = "x" | "y";

/** The way that a finger takes, once it is clear. */
export function axisOf(dx: number, dy: number): Axis | null {
  if (Math.hypot(dx, dy) < 8) return null;
  return Math.abs(dx) > Math.abs(dy) ? "x" : "y";
}

export type Swipe = "next" | "previous" | "close" | "info" | null;

/** What a finger meant that travelled (dx, dy) pixels in so many milliseconds. */
export function meant(dx: number, dy: number, ms: number): Swipe {
  const far = ms < 250 ? 35 : 80; // a flick needs less
  if (Math.abs(dx) > far && Math.abs(dx) > 1.5 * Math.abs(dy)) return dx < 0 ? "next" : "previous";
  if (Math.abs(dy) > 1.5 * far && Math.abs(dy) > 1.5 * Math.abs(dx)) return dy > 0 ? "close" : "info";
  return null;
}

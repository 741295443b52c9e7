/** Boxes as shares of a photo, and what a hand does to them. None leaves the photo. */
export type Box = [left: number, top: number, right: number, bottom: number];
export type At = [x: number, y: number];

const LEAST = 0.01; // of a side: less is a slip

const within = (share: number) => Math.min(1, Math.max(0, share));

export const boxOf = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): Box => [left, top, right, bottom];

/** Between two corners, whichever. */
export const between = ([x1, y1]: At, [x2, y2]: At): Box => [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)].map(within) as Box;

export function movedBy([left, top, right, bottom]: Box, x: number, y: number): Box {
  const [dx, dy] = [Math.min(1 - right, Math.max(-left, x)), Math.min(1 - bottom, Math.max(-top, y))];
  return [left + dx, top + dy, right + dx, bottom + dy];
}

/** Wider and higher by as much, about its middle. */
export function grownBy([left, top, right, bottom]: Box, x: number, y: number): Box {
  const [dx, dy] = [Math.max(x, LEAST - (right - left)) / 2, Math.max(y, LEAST - (bottom - top)) / 2];
  return [left - dx, top - dy, right + dx, bottom + dy].map(within) as Box;
}

export const isLargeEnough = ([left, top, right, bottom]: Box) => right - left >= LEAST && bottom - top >= LEAST;

export const MIDDLE: Box = [0.4, 0.4, 0.6, 0.6];

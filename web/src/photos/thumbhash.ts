/** Thumbhash (evanw.github.io/thumbhash): some 25 bytes -> the blurred colours of a photo. */

const SIDE = 16; // pixels; the canvas is stretched to the tile, and no frequency above 7 is in there
const COS = Array.from({ length: 8 }, (_, n) =>
  Float32Array.from({ length: SIDE }, (_, at) => Math.cos((Math.PI / SIDE) * (at + 0.5) * n)),
);
const cos = (term: number, at: number) => COS[term]?.[at] ?? 0;

/** base64 -> RGBA, SIDE x SIDE. Transparency is left out: a placeholder has none. */
export function colours(base64: string): Uint8ClampedArray<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const byte = (at: number) => bytes[at] ?? 0;
  const head = byte(0) | (byte(1) << 8) | (byte(2) << 16);
  const tail = byte(3) | (byte(4) << 8);
  const bits = (from: number, shift: number, count: number) => (from >> shift) & ((1 << count) - 1);
  const seeThrough = bits(head, 23, 1);
  const short = seeThrough ? 5 : 7;
  const [wide, high] = tail >> 15 ? [short, bits(tail, 0, 3)] : [bits(tail, 0, 3), short];

  let nibble = seeThrough ? 12 : 10;
  const coefficient = () => ((byte(nibble >> 1) >> ((nibble++ & 1) * 4)) & 15) / 7.5 - 1;
  // The waves along x of each wave along y first, then those together: a third of the multiplications.
  const channel = (columns: number, rows: number, mean: number, scale: number) => {
    const plane = new Float32Array(SIDE * SIDE).fill(mean);
    const row = new Float32Array(SIDE);
    for (let v = 0; v < rows; v++) {
      row.fill(0);
      for (let u = v ? 0 : 1; u * rows < columns * (rows - v); u++) {
        const much = coefficient() * scale * 2;
        for (let x = 0; x < SIDE; x++) row[x] = (row[x] ?? 0) + much * cos(u, x);
      }
      for (let at = 0; at < plane.length; at++) plane[at] = (plane[at] ?? 0) + (row[at % SIDE] ?? 0) * cos(v, at >> 4);
    }
    return plane;
  };
  const light = channel(Math.max(3, wide), Math.max(3, high), bits(head, 0, 6) / 63, bits(head, 18, 5) / 31);
  const yellowBlue = channel(3, 3, bits(head, 6, 6) / 31.5 - 1, (bits(tail, 3, 6) / 63) * 1.25);
  const redGreen = channel(3, 3, bits(head, 12, 6) / 31.5 - 1, (bits(tail, 9, 6) / 63) * 1.25);

  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at++) {
    const l = light[at] ?? 0;
    const q = redGreen[at] ?? 0;
    const blue = l - (2 / 3) * (yellowBlue[at] ?? 0);
    const red = (3 * l - blue + q) / 2;
    data[at * 4] = red * 255;
    data[at * 4 + 1] = (red - q) * 255;
    data[at * 4 + 2] = blue * 255;
    data[at * 4 + 3] = 255;
  }
  return data;
}

const waiting = new Map<HTMLCanvasElement, string>();
const BUDGET = 3; // milliseconds of a frame

/** Paints the colours once the canvas is there: in the next frames, a few in each, for scrolling must not wait for it. */
export function paint(canvas: HTMLCanvasElement | null, hash: string | null | undefined): void {
  if (!canvas || !hash) return;
  if (!waiting.size) requestAnimationFrame(paintSome);
  waiting.set(canvas, hash);
}

function paintSome(): void {
  const end = performance.now() + BUDGET;
  for (const [canvas, hash] of waiting) {
    waiting.delete(canvas);
    if (canvas.isConnected) canvas.getContext("2d")?.putImageData(new ImageData(colours(hash), SIDE, SIDE), 0, 0);
    if (performance.now() > end) break;
  }
  if (waiting.size) requestAnimationFrame(paintSome);
}

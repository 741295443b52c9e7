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
  const channel = (columns: number, rows: number, mean: number, scale: number) => {
    const terms: [number, number, number][] = [[0, 0, mean]];
    for (let y = 0; y < rows; y++)
      for (let x = y ? 0 : 1; x * rows < columns * (rows - y); x++) terms.push([x, y, coefficient() * scale * 2]);
    return (x: number, y: number) => terms.reduce((sum, [u, v, much]) => sum + much * cos(u, x) * cos(v, y), 0);
  };
  const light = channel(Math.max(3, wide), Math.max(3, high), bits(head, 0, 6) / 63, bits(head, 18, 5) / 31);
  const yellowBlue = channel(3, 3, bits(head, 6, 6) / 31.5 - 1, (bits(tail, 3, 6) / 63) * 1.25);
  const redGreen = channel(3, 3, bits(head, 12, 6) / 31.5 - 1, (bits(tail, 9, 6) / 63) * 1.25);

  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at++) {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    const [l, p, q] = [light(x, y), yellowBlue(x, y), redGreen(x, y)];
    const blue = l - (2 / 3) * p;
    const red = (3 * l - blue + q) / 2;
    data.set([red * 255, (red - q) * 255, blue * 255, 255], at * 4);
  }
  return data;
}

/** Paints the colours once the canvas is there. */
export function paint(canvas: HTMLCanvasElement | null, hash: string | null | undefined): void {
  const context = hash && canvas?.getContext("2d");
  if (context) context.putImageData(new ImageData(colours(hash), SIDE, SIDE), 0, 0);
}

/** Thumbhash (evanw.github.io/thumbhash): some 25 bytes -> the blurred colours of a photo. */

const SIDE = 16; // pixels; the canvas is stretched to the tile, and no frequency above 7 is in there
const COS = Array.from({ length: 8 }, (_, n) =>
  Float32Array.from({ length: SIDE }, (_, at) => Math.cos((Math.PI / SIDE) * (at + 0.5) * n)));

/** base64 -> ImageData of SIDE x SIDE. Transparency is left out: a placeholder has none. */
export function colours(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const head = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const tail = bytes[3] | (bytes[4] << 8);
  const bits = (from, shift, count) => (from >> shift) & ((1 << count) - 1);
  const seeThrough = bits(head, 23, 1);
  const [wide, high] = tail >> 15 ? [seeThrough ? 5 : 7, bits(tail, 0, 3)] : [bits(tail, 0, 3), seeThrough ? 5 : 7];

  let nibble = seeThrough ? 12 : 10;
  const coefficient = () => ((bytes[nibble >> 1] >> ((nibble++ & 1) * 4)) & 15) / 7.5 - 1;
  const channel = (columns, rows, mean, scale) => {
    const terms = [[0, 0, mean]];
    for (let y = 0; y < rows; y++)
      for (let x = y ? 0 : 1; x * rows < columns * (rows - y); x++) terms.push([x, y, coefficient() * scale * 2]);
    return (x, y) => terms.reduce((sum, [u, v, much]) => sum + much * COS[u][x] * COS[v][y], 0);
  };
  const light = channel(Math.max(3, wide), Math.max(3, high), bits(head, 0, 6) / 63, bits(head, 18, 5) / 31);
  const yellowBlue = channel(3, 3, bits(head, 6, 6) / 31.5 - 1, (bits(tail, 3, 6) / 63) * 1.25);
  const redGreen = channel(3, 3, bits(head, 12, 6) / 31.5 - 1, (bits(tail, 9, 6) / 63) * 1.25);

  const image = new ImageData(SIDE, SIDE);
  for (let at = 0; at < SIDE * SIDE; at++) {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    const [l, p, q] = [light(x, y), yellowBlue(x, y), redGreen(x, y)];
    const blue = l - (2 / 3) * p;
    const red = (3 * l - blue + q) / 2;
    image.data.set([red * 255, (red - q) * 255, blue * 255, 255], at * 4);
  }
  return image;
}

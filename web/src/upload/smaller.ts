/** A photo made smaller before it travels, where the reader wants that. Its EXIF goes with it. */

const QUALITY = 0.86;

/** The file itself when it is small enough, no JPEG, or would grow. `longest` in pixels; 0 changes nothing. */
export async function smaller(file: File, longest: number): Promise<File> {
  if (!longest || file.type !== "image/jpeg") return file;
  // As it lies in the file: the EXIF that goes along says how to turn it.
  const bitmap = await createImageBitmap(file, { imageOrientation: "none" as ImageOrientation });
  const scale = longest / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return file;
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const drawn = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY })).arrayBuffer());
  const facts = metadata(new Uint8Array(await file.arrayBuffer()));
  const parts = [drawn.slice(0, 2), ...facts, drawn.slice(2)];
  const made = new File(parts, file.name, { type: file.type, lastModified: file.lastModified });
  return made.size < file.size ? made : file;
}

/** The JPEG's APP1 segments: EXIF and XMP, each with its marker (JPEG, ISO/IEC 10918-1, B.1.1.4). */
export function metadata(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const found: Uint8Array<ArrayBuffer>[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (bytes[at + 1] === 0xe1) found.push(bytes.slice(at, at + 2 + length));
    at += 2 + length;
  }
  return found;
}

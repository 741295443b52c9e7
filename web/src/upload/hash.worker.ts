/** SHA-256 of files, piece by piece, beside the page. */
import { createSHA256 } from "hash-wasm";

const PIECE = 4 * 1024 * 1024;

self.onmessage = async ({ data }: MessageEvent<{ key: number; file: File }>) => {
  try {
    const hasher = await createSHA256();
    hasher.init();
    for (let at = 0; at < data.file.size; at += PIECE)
      hasher.update(new Uint8Array(await data.file.slice(at, at + PIECE).arrayBuffer()));
    self.postMessage({ key: data.key, sha256: hasher.digest() });
  } catch (error) {
    self.postMessage({ key: data.key, error: String(error) });
  }
};

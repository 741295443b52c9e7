/** One file to the gateway. fetch does not tell how much of a body has gone; XMLHttpRequest does. */
import { at } from "@/base/at";
import { authorization, NOBODY, persistently, problemOf, silence } from "@/api/client";
import type { Receipt } from "@/api/types";

/** `bulk`: one of many, for which nobody waits. */
export function sendFile(
  file: File,
  sidecar: File | null,
  sha256: string,
  bulk: boolean,
  progress: (part: number) => void,
): Promise<Receipt> {
  return persistently(() => sent(file, sidecar, sha256, bulk, progress));
}

function sent(file: File, sidecar: File | null, sha256: string, bulk: boolean, progress: (part: number) => void): Promise<Receipt> {
  const form = new FormData();
  form.append("modified_at", new Date(file.lastModified).toISOString());
  if (sidecar) form.append("sidecar", sidecar);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", at("/upload"));
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    request.setRequestHeader("X-Content-SHA256", sha256);
    if (bulk) request.setRequestHeader("X-Heliograph-Lane", "bulk");
    let told = 0;
    request.upload.onprogress = ({ loaded, total }) => {
      const part = loaded / total;
      if (part - told < 0.02 && part < 1) return;
      told = part;
      progress(part);
    };
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as Receipt);
      if (NOBODY.includes(request.status)) return reject(silence());
      reject(problemOf(request.status, request.responseText, request.getResponseHeader("Retry-After")));
    };
    request.onerror = () => reject(silence());
    request.send(form);
  });
}

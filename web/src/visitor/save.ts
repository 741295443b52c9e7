/** Photos onto the visitor's own device: one as it is, several in a zip file that the gateway makes while the browser
 * saves it. */
import { body } from "@/api/ask";
import { call } from "@/api/client";
import { sentence } from "@/api/sentence";
import { at } from "@/base/at";
import { say } from "@/base/ui/toasts";

import { check } from "./link";

export const saveAll = () => asked("/link/download", () => follow(at("/link/download")));

export function save(ids: readonly string[]): Promise<void> {
  const [id] = ids;
  if (ids.length === 1 && id) return asked(`/photo/${id}/original`, () => follow(at(`/photo/${id}/original`)));
  return trying(async () => {
    const zip = await (await call("/photos/download", body("POST", { ids }))).blob();
    const url = URL.createObjectURL(zip);
    follow(url, "photos.zip");
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  });
}

/** Whatever stands in its way is said here, and not by a page of the browser's. */
const asked = (path: string, then: () => void) => trying(async () => {
    await call(path, { method: "HEAD" });
    then();
  });

async function trying(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    say(sentence(error));
    await check().catch((error: unknown) => void say(sentence(error)));
  }
}

function follow(url: string, name = ""): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

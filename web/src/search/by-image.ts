/** A picture as the question. It stays in this tab until the page is loaded anew: no address can hold it. */
import { create } from "zustand";

import { call } from "@/api/client";
import type { Found } from "@/api/types";

export const useAskedPicture = create<{ file: File | null; url: string | null }>()(() => ({ file: null, url: null }));

export function lookAlike(file: File, go: (path: string) => void): void {
  const before = useAskedPicture.getState().url;
  if (before) URL.revokeObjectURL(before);
  useAskedPicture.setState({ file, url: URL.createObjectURL(file) });
  go("/search?like=picture");
}

export async function findLike(file: File, signal: AbortSignal): Promise<Found> {
  const form = new FormData();
  form.append("file", file);
  return (await (await call("/search/by-image", { method: "POST", body: form, signal })).json()) as Found;
}

import { expect, it } from "vitest";

import { colours } from "@/photos/thumbhash";

it.each([
  ["q7cFHYavkmp6pnc/t1eolfhOCIsX", [176, 255, 182, 255], [163, 185, 197, 255]],
  ["YIcDBYjx4LJ4l5bDlKeG4EYN9KCl", [229, 17, 143, 255], [175, 70, 143, 255]],
])("%s has its colours in every corner", (hash, first, last) => {
  const found = [...colours(hash)];
  expect(found).toHaveLength(16 * 16 * 4);
  expect(found.slice(0, 4)).toEqual(first);
  expect(found.slice(-4)).toEqual(last);
});

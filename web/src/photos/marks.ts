/** Where the years stand on the scrubber: [0, 1] from top to bottom, none so near another that both are hard to read. */

const NEAREST = 0.035;

/** `months` newest first ("2023-07"), `tops` where each begins, in pixels of `whole`. */
export function marks(months: readonly string[], tops: readonly number[], whole: number): { year: string; share: number }[] {
  const found: { year: string; share: number }[] = [];
  months.forEach((month, index) => {
    const year = month.slice(0, 4);
    const share = (tops[index] ?? 0) / Math.max(1, whole);
    const last = found.at(-1);
    if (last?.year === year || (last && share - last.share < NEAREST)) return;
    found.push({ year, share });
  });
  return found;
}

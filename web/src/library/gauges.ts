/** What the gateway's metrics tell of the library: photos by status, deliveries that wait in each queue. */
export interface Gauges {
  photos: { processing: number; ready: number; failed: number };
  /** Photos whose original file is missing or damaged. */
  damaged: number;
  queues: Record<string, number>;
}

const LINE = /^(\w+)(?:\{([^}]*)\})? ([\d.e+]+)$/i;

/** Prometheus text format -> Gauges. */
export function gauges(text: string): Gauges {
  const found: Gauges = { photos: { processing: 0, ready: 0, failed: 0 }, damaged: 0, queues: {} };
  for (const line of text.split("\n")) {
    const [, name, labels = "", value] = LINE.exec(line) ?? [];
    const label = (of: string) => new RegExp(`${of}="([^"]*)"`).exec(labels)?.[1] ?? "";
    if (name === "heliograph_photos") found.photos[label("status") as keyof Gauges["photos"]] = Number(value);
    if (name === "heliograph_damaged_originals") found.damaged = Number(value);
    if (name === "heliograph_queue_depth" && label("state") !== "dead")
      found.queues[label("queue")] = (found.queues[label("queue")] ?? 0) + Number(value);
  }
  return found;
}

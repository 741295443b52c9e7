/** While the gateway is silent it is asked, ever less often, whether it is there again. */
import { call, Problem, useConnection } from "./client";

const FIRST = 1000; // milliseconds
const LONGEST = 30_000;

export function startProbing(signal: AbortSignal): void {
  let pause = FIRST;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    clearTimeout(timer);
    if (useConnection.getState().online || signal.aborted) return;
    timer = setTimeout(() => void probe(), pause);
    pause = Math.min(LONGEST, 2 * pause);
  };
  const probe = async () => {
    try {
      await call("/healthz", { signal });
    } catch (error) {
      // It answered with something else, or not at all: `call` has noted which.
      if (!(error instanceof Problem || signal.aborted)) throw error;
    }
    plan();
  };
  const hurry = () => {
    pause = FIRST;
    if (!useConnection.getState().online) void probe();
  };
  let since = Date.now();
  const unwatch = useConnection.subscribe((now, before) => {
    if (now.online === before.online) return;
    // One that answers for a moment only is not asked as often as one that was there for long.
    if (now.online) since = Date.now();
    else if (Date.now() - since > LONGEST) pause = FIRST;
    plan();
  });
  plan();
  addEventListener("online", hurry, { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    unwatch();
  });
}

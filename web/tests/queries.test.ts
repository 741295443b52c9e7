import { QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";

import { Queries } from "@/api/queries";

it("asks again for what was being asked for the first time when it became another", async () => {
  const queries = new Queries();
  let now = "before";
  const answers: (() => void)[] = [];
  const ask = () => new Promise<string>((resolve) => {
    const answer = now;
    answers.push(() => resolve(answer));
  });
  const observer = new QueryObserver(queries, { queryKey: ["list"], queryFn: ask, staleTime: Infinity });
  const stop = observer.subscribe(() => undefined);
  expect(answers).toHaveLength(1);
  now = "after";
  void queries.invalidateQueries({ queryKey: ["list"] });
  answers[0]?.();
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.();
  await expect.poll(() => observer.getCurrentResult().data).toBe("after");
  stop();
  queries.clear();
});

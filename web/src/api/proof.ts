/** What matters asks again who is there: one dialog for all that wait for it (account/proof.tsx). */
import { create } from "zustand";

export const useProof = create<{ asked: boolean }>()(() => ({ asked: false }));

let waiting: ((given: boolean) => void)[] = [];

/** Whether the reader has shown that they are who signed in. */
export function proven(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    useProof.setState({ asked: true });
  });
}

export function answer(given: boolean): void {
  const those = waiting;
  waiting = [];
  useProof.setState({ asked: false });
  those.forEach((resolve) => resolve(given));
}

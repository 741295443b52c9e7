/** What is asked, and how it is answered. An answer is one action of the gateway's, which takes it back when asked. */
import { act, json, send } from "@/api/client";
import { queries } from "@/api/queries";
import { sentence } from "@/api/sentence";
import type { Action, Question } from "@/api/types";
import { say } from "@/base/ui/toasts";
import { words } from "@/base/words";
import type { SayOfQuestions } from "@/base/words/questions";
import { takeBack } from "@/photos/actions";
import { stirPeople } from "@/photos/people";

export const QUESTIONS = "questions"; // all that is asked of them begins with it

/** Done when what is asked now is here. */
export const stirQuestions = () => queries.invalidateQueries({ queryKey: [QUESTIONS] });

export const ofQuestions = {
  queryKey: [QUESTIONS],
  queryFn: async () => (await json<{ questions: Question[] }>("/questions")).questions,
};

interface Answered {
  action: Action | null;
  touched: number;
}

/** Done when it was taken, or refused, which has been said, and what is asked now is here. */
async function told<T>(asked: Promise<T>, done: (told: T) => void): Promise<void> {
  try {
    done(await asked);
  } catch (error) {
    say(sentence(error));
  }
  stirPeople();
  await stirQuestions();
}

const undo = (run: () => Promise<unknown>) => ({ label: words("undo"), run: () => void run().finally(stirQuestions) });

const path = ({ id }: Question, what: string) => `/questions/${id}/${what}`;

const askAgain = (question: Question) => act("POST", path(question, "ask")).catch((error: unknown) => say(sentence(error)));

export const answer = (question: Question, by: { choice: string } | { words: string }, tell: SayOfQuestions) =>
  told(send<Answered>("POST", path(question, "answer"), by), ({ action, touched }) =>
    say(tell("done", { n: touched }), { action: undo(() => takeBack(action, question.photos)) }),
  );

/** None of these, or never to be asked again. */
export const no = (question: Question, tell: SayOfQuestions) =>
  told(json<Answered>(path(question, "no"), { method: "POST" }), ({ action }) =>
    say(tell("never"), { action: undo(() => (action ? takeBack(action, question.photos) : askAgain(question))) }),
  );

export const skip = (question: Question, tell: SayOfQuestions) =>
  told(act("POST", path(question, "skip")), () => say(tell("skipped"), { action: undo(() => askAgain(question)) }));

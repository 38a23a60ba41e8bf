import type { NetworkAnswer, NetworkQuestion } from '../contract/diagnostics.ts';

/** A question without its number. */
export type Asked = NetworkQuestion extends infer Each
  ? Each extends NetworkQuestion
    ? Omit<Each, 'id'>
    : never
  : never;

/** What the network asks the person, one question at a time. */
export interface NetworkQuestions {
  /** The one that waits; null when none does. */
  current(): NetworkQuestion | null;
  /** Asks, after what was asked before. Null: the person does not want to, or nobody is there. */
  ask(question: Asked): Promise<NetworkAnswer>;
  /** Answers the question that waits; false when it is another one. */
  answer(id: number, answer: NetworkAnswer): boolean;
  /** Answers everything that waits with nothing: the window has gone. */
  dismissAll(): void;
}

interface Waiting {
  readonly question: NetworkQuestion;
  readonly settle: (answer: NetworkAnswer) => void;
}

/** @param onChange told with each question that comes up, and with null when none is left */
export function createNetworkQuestions(
  onChange: (current: NetworkQuestion | null) => void,
): NetworkQuestions {
  const waiting: Waiting[] = [];
  let count = 0;
  const current = (): NetworkQuestion | null => waiting[0]?.question ?? null;
  return {
    current,
    ask(asked) {
      count += 1;
      const question: NetworkQuestion = { ...asked, id: count };
      const { promise, resolve } = Promise.withResolvers<NetworkAnswer>();
      waiting.push({ question, settle: resolve });
      if (waiting.length === 1) onChange(question);
      return promise;
    },
    answer(id, answer) {
      const [first] = waiting;
      if (first?.question.id !== id) return false;
      waiting.shift();
      first.settle(answer);
      onChange(current());
      return true;
    },
    dismissAll() {
      for (const { settle } of waiting.splice(0)) settle(null);
    },
  };
}

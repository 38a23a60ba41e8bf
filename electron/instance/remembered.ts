import type { Result } from '../contract/result.ts';

/** Answers by key: asked once, shared while under way, kept when they succeed and forgotten when they fail. */
export interface Remembered<Value> {
  get(key: string, ask: () => Promise<Result<Value>>): Promise<Result<Value>>;
  forget(): void;
}

/** Makes an empty memory. */
export function createRemembered<Value>(): Remembered<Value> {
  const answers = new Map<string, Promise<Result<Value>>>();

  async function askAndKeep(
    key: string,
    ask: () => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const pending = ask();
    answers.set(key, pending);
    const answer = await pending;
    if (!answer.ok && answers.get(key) === pending) answers.delete(key);
    return answer;
  }

  return {
    get: (key, ask) => answers.get(key) ?? askAndKeep(key, ask),
    forget: () => answers.clear(),
  };
}

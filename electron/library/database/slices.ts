/**
 * Work that is done a slice at a time, so that whatever is more urgent gets in between, and that has a result at its end. Each
 * slice is a transaction of its own.
 */
export type Slices<Value = void> = Generator<void, Value, void>;

/** Does all of it at once. */
export function doAll<Value>(slices: Slices<Value>): Value {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
  }
}

/** What is answered only at the end of slices. */
export interface Sliced<Value = void> {
  readonly slices: Slices<Value>;
}

/** Whether an answer is yet to come, in slices. */
export function isSliced(answer: unknown): answer is Sliced<unknown> {
  return typeof answer === 'object' && answer !== null && 'slices' in answer;
}

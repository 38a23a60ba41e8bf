import { failed, type Outcome } from '../outcome.ts';
import { type FromProcess, fromProcess, type ToProcess } from './messages.ts';

/** A process that was forked, as far as it is needed: Electron's `UtilityProcess` is one. */
export interface ForkedProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: () => void): unknown;
  /** Asks the process to end. */
  kill(): unknown;
}

/** A request before it has a number. */
export type Unnumbered =
  | Omit<Extract<ToProcess, { kind: 'open' }>, 'id'>
  | Omit<Extract<ToProcess, { kind: 'close' }>, 'id'>
  | Omit<Extract<ToProcess, { kind: 'ask' }>, 'id'>;

/** One life of the process. */
export interface ProcessLink {
  /** Resolves with what the process answers, with `lost` when it ends before, or with `cancelled`. */
  request(message: Unnumbered, signal?: AbortSignal): Promise<Outcome<unknown>>;
  /** Ends the process. Resolves when it has ended. */
  end(): Promise<void>;
}

/** What happens without being asked for. */
export interface ProcessListener {
  readonly onNews: (news: Exclude<FromProcess, { kind: 'answer' }>) => void;
  /** The process has ended. */
  readonly onExit: () => void;
}

/** Speaks with a process that has just been forked. */
export function linkProcess(
  process: ForkedProcess,
  { onNews, onExit }: ProcessListener,
): ProcessLink {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  const ended = Promise.withResolvers<void>();
  let isOver = false;
  let last = 0;

  function settle(id: number, outcome: Outcome<unknown>): void {
    const resolve = waiting.get(id);
    waiting.delete(id);
    resolve?.(outcome);
  }

  process.on('message', (message) => {
    const parsed = fromProcess.safeParse(message);
    if (!parsed.success) return;
    const { data } = parsed;
    if (data.kind === 'answer') settle(data.id, toOutcome(data.outcome));
    else onNews(data);
  });
  process.once('exit', () => {
    isOver = true;
    for (const id of [...waiting.keys()]) settle(id, failed('lost'));
    ended.resolve();
    onExit();
  });

  return {
    request(message, signal) {
      if (isOver) return Promise.resolve(failed('lost'));
      if (signal?.aborted === true) return Promise.resolve(failed('cancelled'));
      last += 1;
      const id = last;
      const { promise, resolve } = Promise.withResolvers<Outcome<unknown>>();
      const cancel = (): void => {
        process.postMessage({ kind: 'cancel', id });
        settle(id, failed('cancelled'));
      };
      waiting.set(id, (outcome) => {
        signal?.removeEventListener('abort', cancel);
        resolve(outcome);
      });
      signal?.addEventListener('abort', cancel);
      process.postMessage({ ...message, id });
      return promise;
    },
    async end() {
      if (!isOver) process.kill();
      await ended.promise;
    },
  };
}

type ParsedOutcome = Extract<FromProcess, { kind: 'answer' }>['outcome'];

function toOutcome(outcome: ParsedOutcome): Outcome<unknown> {
  return outcome.ok ? outcome : failed(outcome.error.code, outcome.error.detail);
}

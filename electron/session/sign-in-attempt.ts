import type { InstanceSummary } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { SessionState } from '../contract/session.ts';
import type { Clock } from './clock.ts';
import { signInTimeLimit } from './sign-in.ts';

type SigningIn = Extract<SessionState, { status: 'signingIn' }>;

/** A sign-in that has begun, for whoever carries it out. */
export interface SignInAttempt {
  /** Aborts when it is cancelled. */
  readonly signal: AbortSignal;
  /** The browser was opened; the address opens the same sign-in again. */
  waiting(authorizeUrl: string): void;
  /** The browser came back. */
  finishing(): void;
  /** It is over and has freed its port; saying so twice is fine. */
  end(): void;
}

/** The one sign-in that may be under way. */
export interface SignInAttempts {
  /** How it fares; null when there is none. */
  state(): SigningIn | null;
  /** Begins one, when an earlier one was cancelled and has ended. */
  begin(instance: InstanceSummary): Promise<SignInAttempt>;
  /** Resolves when none is under way. */
  cancel(): Promise<void>;
  /** Opens the sign-in page once more. `badRequest` when none waits for the browser, `browserNotOpened`. */
  openPageAgain(): Promise<Result<null>>;
}

interface Running {
  readonly cancel: AbortController;
  state: SigningIn;
  authorizeUrl: string | null;
  readonly done: Promise<void>;
}

/** @param options.onChange called after every change of the state. */
export function createSignInAttempts(options: {
  readonly clock: Pick<Clock, 'now'>;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly onChange: () => void;
}): SignInAttempts {
  const { clock, openBrowser, onChange } = options;
  let running: Running | null = null;
  /** Counts what makes an attempt void that still waits for its turn. */
  let wish = 0;

  async function cancelRunning(): Promise<void> {
    while (running !== null) {
      running.cancel.abort();
      await running.done;
    }
  }

  function start({ host, database, version }: InstanceSummary): SignInAttempt {
    const done = Promise.withResolvers<void>();
    const own: Running = {
      cancel: new AbortController(),
      state: {
        status: 'signingIn',
        instance: { host, database, version },
        step: 'openingBrowser',
        until: clock.now() + signInTimeLimit,
      },
      authorizeUrl: null,
      done: done.promise,
    };
    function step(next: SigningIn['step'], authorizeUrl: string | null): void {
      own.state = { ...own.state, step: next };
      own.authorizeUrl = authorizeUrl;
      onChange();
    }
    running = own;
    onChange();
    return {
      signal: own.cancel.signal,
      waiting: (authorizeUrl) => step('waitingForBrowser', authorizeUrl),
      finishing: () => step('finishing', null),
      end() {
        if (running !== own) return;
        running = null;
        done.resolve();
        onChange();
      },
    };
  }

  return {
    state: () => running?.state ?? null,
    async begin(instance) {
      wish += 1;
      const own = wish;
      // Between the end of one and the beginning of the next nobody else may begin.
      while (running !== null) await cancelRunning();
      const begun = start(instance);
      // Somebody cancelled it, or began another one, while it waited for its turn.
      if (own !== wish) void cancelRunning();
      return begun;
    },
    cancel() {
      wish += 1;
      return cancelRunning();
    },
    async openPageAgain() {
      if (!running?.authorizeUrl) return failure({ code: 'badRequest' });
      return openBrowser(running.authorizeUrl).then(
        () => success(null),
        () => failure({ code: 'browserNotOpened' }),
      );
    },
  };
}

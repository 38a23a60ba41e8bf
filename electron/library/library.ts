import { rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { Mending } from './account-opening.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { openAnswer } from './process/messages.ts';
import { type Answer, type Given, type OperationName, schemas } from './process/operations.ts';
import { type ForkedProcess, linkProcess, type ProcessLink } from './process/process-link.ts';

/** What happens to the local copy without being asked for, for a calm word to the user. */
export type LibraryNews =
  | { readonly kind: 'mended'; readonly mending: Mending }
  /** The process had ended and runs again. What was under way was answered with `lost`. */
  | { readonly kind: 'restarted'; readonly lost: number }
  /** The process can't be started again; nothing is answered until {@link Library.open} is called. */
  | { readonly kind: 'gaveUp' };

/** The local copy of one account, as the main process uses it. */
export interface Library {
  /**
   * Starts the process and opens the account's files; nothing happens when they are open already.
   * @returns what had to be mended, or why they can't be opened
   */
  open(): Promise<Outcome<readonly Mending[]>>;
  /**
   * Asks the process. While it is being restarted the question waits.
   * @param signal takes the question back; what has begun may still be done
   */
  readonly ask: <Name extends OperationName>(
    name: Name,
    given: Given<Name>,
    signal?: AbortSignal,
  ) => Promise<Outcome<Answer<Name>>>;
  /** Closes the files, backs up the state, and ends the process. */
  close(): Promise<void>;
  /** Ends the process and deletes the files, whose key the caller has destroyed before. */
  shred(): Promise<Outcome<null>>;
}

/** What a library is made with. */
export interface LibraryOptions {
  /** Starts `library-process`, with `utilityProcess.fork`. */
  readonly fork: () => ForkedProcess;
  /** Absolute path of a folder for this account's local copy alone. */
  readonly folder: string;
  /** The account's key of 32 bytes, from the vault; null when it can't be had now. Asked for at each start and not kept. */
  readonly key: () => Promise<Uint8Array | null>;
  /** Of the translations that texts are ordered by; asked for at each start. */
  readonly language: () => string;
  /** What browsing may leave on the disk, in bytes, without the sets that are kept offline. */
  readonly limitBytes: number;
  readonly onNews: (news: LibraryNews) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Ends in a row, without an answer in between, after which the process is not started again by itself. */
const mostEnds = 5;
const firstPauseMilliseconds = 50;

/** Makes the library of an account; nothing is started before it is opened. */
export function createLibrary(options: LibraryOptions): Library {
  const { fork, folder, key, language, limitBytes, onNews, sleep } = options;
  /** The process with the account open; null while there is none and none is coming. */
  let current: Promise<Outcome<ProcessLink>> | null = null;
  /** Counts the lives of the process that are wanted, so that the end of one that is not starts nothing. */
  let wanted = 0;
  let mendings: readonly Mending[] = [];
  let ends = 0;
  let underWay = 0;

  function begin(pauseMilliseconds: number): Promise<Outcome<ProcessLink>> {
    wanted += 1;
    current = start(wanted, pauseMilliseconds);
    return current;
  }

  async function start(life: number, pauseMilliseconds: number): Promise<Outcome<ProcessLink>> {
    if (pauseMilliseconds > 0) await sleep(pauseMilliseconds);
    const bytes = await key();
    if (bytes === null) {
      forget(life);
      return failed('closed', 'key');
    }
    const link = linkProcess(fork(), {
      onNews,
      onExit: () => {
        if (life === wanted) void restart();
      },
    });
    const given = { folder, key: [...bytes], language: language(), limitBytes };
    bytes.fill(0);
    const opened = await link.request({ kind: 'open', given });
    const answer = parsed(openAnswer, opened);
    if (answer.ok) {
      mendings = answer.value.mendings;
      return done(link);
    }
    if (answer.error.code !== 'lost') {
      forget(life);
      await link.end();
    }
    return answer;
  }

  function forget(life: number): void {
    if (life !== wanted) return;
    wanted += 1;
    current = null;
  }

  async function restart(): Promise<void> {
    const lost = underWay;
    ends += 1;
    if (ends > mostEnds) {
      forget(wanted);
      onNews({ kind: 'gaveUp' });
      return;
    }
    const started = await begin(firstPauseMilliseconds * 2 ** (ends - 1));
    if (started.ok) {
      for (const mending of mendings) onNews({ kind: 'mended', mending });
      onNews({ kind: 'restarted', lost });
    } else if (started.error.code !== 'lost') onNews({ kind: 'gaveUp' });
  }

  async function end(isOrderly: boolean): Promise<void> {
    const link = await current;
    if (isOrderly && link?.ok === true) await link.value.request({ kind: 'close' });
    forget(wanted);
    if (link?.ok === true) await link.value.end();
  }

  return {
    async open() {
      const isNew = current === null;
      if (isNew) ends = 0;
      const link = await (current ?? begin(0));
      if (!link.ok) return link;
      return done(isNew ? mendings : []);
    },

    async ask(name, given, signal) {
      const link = await current;
      if (link === null) return failed('closed');
      if (!link.ok) return link;
      underWay += 1;
      const outcome = await link.value.request({ kind: 'ask', name, given }, signal);
      underWay -= 1;
      if (outcome.ok || outcome.error.code !== 'lost') ends = 0;
      return parsed(schemas[name].answer, outcome);
    },

    close: () => end(true),

    async shred() {
      await end(false);
      try {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
        return done(null);
      } catch (error) {
        return failed('unreadable', error instanceof Error ? error.name : undefined);
      }
    },
  };
}

function parsed<Value>(schema: z.ZodType<Value>, outcome: Outcome<unknown>): Outcome<Value> {
  if (!outcome.ok) return outcome;
  const value = schema.safeParse(outcome.value);
  return value.success ? done(value.data) : failed('badRequest', 'answer');
}

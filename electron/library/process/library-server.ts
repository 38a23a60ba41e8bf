import type { Mending } from '../account-opening.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { type Answered, answerQuestion, type Question } from './answering.ts';
import { type FromProcess, type OpenGiven, type ToProcess, toProcess } from './messages.ts';
import {
  closeLibrary,
  type LibrarySurroundings,
  type OpenLibrary,
  openLibrary,
} from './open-library.ts';

/** What the process works with. */
export interface ServerSurroundings extends LibrarySurroundings {
  readonly send: (message: FromProcess) => void;
  /** Ends the process, when it can't heal by itself: the main process starts another and hears why that can't be opened. */
  readonly end: () => void;
}

/** A disk that damages everything anew is not healed for ever; what is asked is answered with `damaged`. */
const mostHeals = 5;

type Request = Exclude<ToProcess, { kind: 'cancel' }>;

/** Takes the main process's messages one after the other and answers each. */
export function createLibraryServer(surroundings: ServerSurroundings): (message: unknown) => void {
  const { send, later, now, end } = surroundings;
  let open: { readonly library: OpenLibrary; readonly given: OpenGiven } | null = null;
  let queue: Request[] = [];
  let heals = 0;
  /** While something is opened or closed, everything else waits. */
  let isChanging = false;

  function answer(id: number, outcome: Outcome<unknown>): void {
    send({ kind: 'answer', id, outcome });
  }

  async function change(work: () => Promise<void>): Promise<void> {
    isChanging = true;
    await work();
    isChanging = false;
    later(next);
  }

  function openAccount(given: OpenGiven, isCacheDamaged: boolean): Outcome<readonly Mending[]> {
    const opened = openLibrary(given, surroundings, isCacheDamaged, () => heal('cache'));
    open = opened.ok ? { library: opened.value, given } : null;
    return opened.ok ? done(opened.value.mendings) : opened;
  }

  /** Closes everything and opens it anew, because opening is what mends. What is asked meanwhile waits. */
  function heal(damaged: 'state' | 'cache'): void {
    if (open === null || isChanging || heals === mostHeals) return;
    const { library, given } = open;
    open = null;
    heals += 1;
    void change(async () => {
      await closeLibrary(library, 'damaged');
      const mended = openAccount(given, damaged === 'cache');
      if (!mended.ok) end();
      for (const mending of mended.ok ? mended.value : []) send({ kind: 'mended', mending });
    });
  }

  function next(): void {
    if (isChanging) return;
    const request = queue.shift();
    if (request === undefined) return;
    if (request.kind === 'open') openFor(request.id, request.given);
    else if (request.kind === 'close') void change(() => closeFor(request.id));
    else ask(request);
    if (!isChanging) later(next);
  }

  function openFor(id: number, given: OpenGiven): void {
    if (open !== null) {
      answer(id, failed('badRequest', 'open'));
      return;
    }
    const mendings = openAccount(given, false);
    answer(id, mendings.ok ? done({ mendings: mendings.value }) : mendings);
  }

  async function closeFor(id: number): Promise<void> {
    if (open !== null) await closeLibrary(open.library, 'closed');
    open = null;
    answer(id, done(null));
  }

  function ask(question: Question): void {
    if (open === null) {
      answer(question.id, failed('closed'));
      return;
    }
    const settle = ({ outcome, damaged }: Answered): void => {
      answer(question.id, outcome);
      if (damaged !== null) heal(damaged);
    };
    const answered = answerQuestion(open.library, question, now());
    if (answered instanceof Promise) void answered.then(settle);
    else settle(answered);
  }

  return (message) => {
    const parsed = toProcess.safeParse(message);
    if (!parsed.success) return;
    const request = parsed.data;
    if (request.kind === 'cancel') {
      queue = queue.filter(({ id }) => id !== request.id);
      open?.library.writer.cancel(request.id);
      open?.library.longReads.cancel(request.id);
      return;
    }
    queue.push(request);
    later(next);
  };
}

import { checkAll } from '../cache/background-check.ts';
import { evict } from '../cache/eviction.ts';
import { createModelCompiler } from '../cache/model-compiler.ts';
import { orderInLanguage } from '../cache/sort-columns.ts';
import { connect } from '../database/cipher.ts';
import { guarded } from '../database/fault.ts';
import { isSliced, type Slices } from '../database/slices.ts';
import { done, type Outcome } from '../outcome.ts';
import type { WriterOperation } from './operations.ts';
import { type Writing, writerCommands } from './writer-commands.ts';
import type { FromWriter, ToWriter, WriterOpening, WriterRequest } from './writer-messages.ts';

/** The writer's ways out. */
export interface WriterSurroundings {
  readonly send: (message: FromWriter) => void;
  /** Runs work after the messages that have arrived meanwhile. */
  readonly later: (work: () => void) => void;
  /** Runs work when the start of the app is over. */
  readonly afterStart: (work: () => void) => void;
}

/** Work in slices, and what to do at its end. */
interface Job {
  readonly slices: Slices<unknown>;
  readonly end: (outcome: Outcome<null>) => void;
}

/** Writes between two looks at the size. */
const writesToEviction = 200;

/**
 * The only one that writes to `cache.db`. Operations run one after the other as they come; those that take long run in slices
 * between them, as do the check of the whole file and the making of room.
 */
export function createWriter({
  send,
  later,
  afterStart,
}: WriterSurroundings): (message: ToWriter) => void {
  let writing: (Writing & { readonly limitBytes: number }) | null = null;
  let queue: WriterRequest[] = [];
  let jobs: Job[] = [];
  let isScheduled = false;
  let writes = 0;

  function open({ path, key, language, limitBytes }: WriterOpening): void {
    const opened = guarded(() => {
      const connection = connect({ path, key, worth: 'rebuildable', access: 'readWrite' });
      orderInLanguage(connection, language);
      return connection;
    });
    if (!opened.ok) {
      send({ kind: 'refused', error: opened.error });
      return;
    }
    const connection = opened.value;
    writing = { connection, language, limitBytes, compiler: createModelCompiler(connection) };
    afterStart(() => {
      if (writing?.connection !== connection) return;
      inBackground(checkAll(connection));
      schedule();
    });
  }

  function inBackground(slices: Slices): void {
    jobs.push({
      slices,
      end: (outcome) => {
        if (!outcome.ok && outcome.error.code === 'damaged') {
          send({ kind: 'damaged', detail: outcome.error.detail ?? '' });
        }
      },
    });
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    later(() => {
      isScheduled = false;
      step();
      if (writing !== null && (queue.length > 0 || jobs.length > 0)) schedule();
    });
  }

  function step(): void {
    if (writing === null) return;
    const request = queue.shift();
    if (request !== undefined) perform(writing, request);
    else advance();
  }

  function perform<Name extends WriterOperation>(
    { limitBytes, ...using }: NonNullable<typeof writing>,
    { id, name, given }: WriterRequest<Name>,
  ): void {
    const outcome = guarded(() => writerCommands[name](using, given));
    if (outcome.ok && isSliced(outcome.value)) {
      const end = (ended: Outcome<null>): void => send({ kind: 'done', id, outcome: ended });
      jobs.push({ slices: outcome.value.slices, end });
      return;
    }
    send({ kind: 'done', id, outcome });
    writes += 1;
    if (writes % writesToEviction === 0) inBackground(evict(using.connection, limitBytes));
  }

  function advance(): void {
    const [job] = jobs;
    if (job === undefined) return;
    const advanced = guarded(() => job.slices.next().done === true);
    if (advanced.ok && !advanced.value) return;
    jobs = jobs.slice(1);
    job.end(advanced.ok ? done(null) : advanced);
  }

  return (message) => {
    if (message.kind === 'open') open(message);
    else if (message.kind === 'cancel') queue = queue.filter(({ id }) => id !== message.id);
    else if (message.kind === 'do') {
      queue.push(message);
      schedule();
    } else {
      writing?.connection.close();
      writing = null;
      send({ kind: 'closed' });
    }
  };
}

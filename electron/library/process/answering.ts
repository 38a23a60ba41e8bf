import { guarded } from '../database/fault.ts';
import { isSliced } from '../database/slices.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import type { OpenLibrary } from './open-library.ts';
import {
  type Given,
  isOnState,
  isOperation,
  isWriting,
  type OperationName,
  type ReaderOperation,
  type StateOperation,
  schemas,
  type WriterOperation,
} from './operations.ts';
import { readerCommands, stateCommands } from './reader-commands.ts';

/** What an operation gave, and which database turned out to be damaged by it. */
export interface Answered {
  readonly outcome: Outcome<unknown>;
  readonly damaged: 'state' | 'cache' | null;
}

/** One question of the main process, not parsed yet. */
export interface Question {
  readonly id: number;
  readonly name: string;
  readonly given: unknown;
}

/** Parses a question and answers it: from the state or the cache at once, through the writer later. */
export function answerQuestion(
  library: OpenLibrary,
  { id, name, given }: Question,
  now: number,
): Answered | Promise<Answered> {
  if (!isOperation(name)) return { outcome: failed('badRequest', 'operation'), damaged: null };
  if (isOnState(name)) return onState(library, name, given, now);
  return isWriting(name) ? write(library, id, name, given) : read(library, id, name, given);
}

function parse<Name extends OperationName>(name: Name, given: unknown): Outcome<Given<Name>> {
  const parsed = schemas[name].given.safeParse(given);
  return parsed.success ? done(parsed.data) : failed('badRequest', name);
}

function onState<Name extends StateOperation>(
  { state, backups }: OpenLibrary,
  name: Name,
  given: unknown,
  now: number,
): Answered {
  const parsed = parse(name, given);
  if (!parsed.ok) return { outcome: parsed, damaged: null };
  const outcome = guarded(() => stateCommands[name](state, parsed.value, now));
  // A backup that can't be made takes nothing from what was written, but it may be what finds the damage.
  const backup = name === 'readState' || !outcome.ok ? outcome : backups.noteWrite();
  return { outcome, damaged: isDamage(outcome) || isDamage(backup) ? 'state' : null };
}

function read<Name extends ReaderOperation>(
  { cache, answering, longReads, uses }: OpenLibrary,
  id: number,
  name: Name,
  given: unknown,
): Answered | Promise<Answered> {
  const parsed = parse(name, given);
  if (!parsed.ok) return { outcome: parsed, damaged: null };
  const outcome = guarded(() => readerCommands[name](cache, parsed.value, answering));
  if ('query' in parsed.value && typeof parsed.value.query === 'string') {
    uses.note(parsed.value.query);
  }
  return outcome.ok && isSliced(outcome.value)
    ? longReads.run(id, outcome.value.slices).then(answeredFromCache)
    : answeredFromCache(outcome);
}

function answeredFromCache(outcome: Outcome<unknown>): Answered {
  return { outcome, damaged: isDamage(outcome) ? 'cache' : null };
}

async function write<Name extends WriterOperation>(
  { writer }: OpenLibrary,
  id: number,
  name: Name,
  given: unknown,
): Promise<Answered> {
  const parsed = parse(name, given);
  if (!parsed.ok) return { outcome: parsed, damaged: null };
  // The writer's link reports damage by itself, for its check in the background finds some too.
  return { outcome: await writer.perform(id, name, parsed.value), damaged: null };
}

function isDamage(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.error.code === 'damaged';
}

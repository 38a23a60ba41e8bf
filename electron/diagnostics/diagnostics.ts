import { join } from 'node:path';
import type { RequestRecord } from '../contract/diagnostics.ts';
import type { Fetch } from '../instance/http.ts';
import type { Library } from '../library/library.ts';
import { watchCopy } from './copy-watch.ts';
import { type DiagnosticsFacts, diagnosticsText } from './diagnostics-text.ts';
import { errorFrames, isLogLine, type LogEvent, logLine } from './log-line.ts';
import { createRequestList } from './request-list.ts';
import { watchRequests } from './request-watch.ts';
import { createRotatingLog, type LogFiles } from './rotating-log.ts';
import { followStates, type StateChanges } from './state-changes.ts';

/** What the app remembers of its own doings, to find out what went wrong: a log, the last requests, and a text of both. */
export interface Diagnostics {
  /** Writes an event to the log. */
  note(event: LogEvent): void;
  /** Writes what the app tells its window, when that has changed. */
  readonly states: StateChanges;
  /** Notes an error that should not have been, by its kind and place. */
  noteDefect(where: string, error: unknown): void;
  /** The same `fetch`, with each request in the list and the log. */
  watch(fetch: Fetch): Fetch;
  /** The same local copy, with each reading in the list. */
  watchCopy(ask: Library['ask']): Library['ask'];
  /** The last requests, newest first. */
  requests(): readonly RequestRecord[];
  /** What somebody can send to whoever helps them. */
  text(facts: Omit<DiagnosticsFacts, 'now' | 'startedAt' | 'requests' | 'log'>): Promise<string>;
  /** Resolves when everything noted so far is on the disk, or lost. */
  settled(): Promise<void>;
}

/** As much of the log as is copied, in bytes: a day of work, and little enough for a mail. */
const copiedBytes = 128 * 1024;

/** @param folder the app's data folder; the log is in `logs` below it */
export function createDiagnostics({
  folder,
  files,
  clock,
}: {
  readonly folder: string;
  readonly files: LogFiles;
  readonly clock: { now(): number };
}): Diagnostics {
  const startedAt = clock.now();
  const requests = createRequestList();
  const log = createRotatingLog({
    folder: join(folder, 'logs'),
    files,
    lostLine: (count) => logLine(clock.now(), { event: 'lost', count }),
  });
  const note = (event: LogEvent): void => log.write(logLine(clock.now(), event));

  return {
    note,
    states: followStates(note),
    noteDefect(where, error) {
      const kind = error instanceof Error ? error.name : typeof error;
      note({ event: 'defect', where, kind, frames: errorFrames(error) });
    },
    watch: (fetch) =>
      watchRequests(fetch, {
        clock,
        onRequest(request) {
          requests.add({ ...request, source: 'instance' });
          const { method, path, status, error, ms, bytes } = request;
          note({ event: 'request', method, path, status, error, ms, bytes });
        },
      }),
    watchCopy: (ask) => watchCopy(ask, { clock, onAnswer: (answer) => requests.add(answer) }),
    requests: () => requests.list(),
    async text(facts) {
      const lines = (await log.read(copiedBytes)).split('\n').filter(isLogLine);
      const now = clock.now();
      const counted = { now, startedAt, requests: requests.counts() };
      return diagnosticsText({ ...facts, ...counted, log: lines.join('\n') });
    },
    settled: () => log.settled(),
  };
}

import type { TestProblem, TestResult, TestStep } from '../contract/diagnostics.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { CopyMending, CopyState, KeptSet } from '../contract/local-copy.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { NeedsSignInReason, Renewal, SessionState } from '../contract/session.ts';

/** Something worth knowing afterwards. Codes, counts, durations, sizes and names of entity sets; there is no field for a text. */
export type LogEvent =
  | {
      readonly event: 'start';
      readonly version: string;
      readonly electron: string;
      readonly platform: string;
      readonly arch: string;
      readonly system: string;
    }
  | { readonly event: 'quit' }
  | {
      readonly event: 'request';
      readonly method: string;
      readonly path: string;
      readonly status: number | null;
      readonly error: string | null;
      readonly ms: number;
      readonly bytes: number;
    }
  /** A request of the window that failed. */
  | { readonly event: 'failure'; readonly request: string; readonly code: FailureCode }
  | {
      readonly event: 'session';
      readonly state: SessionState['status'];
      readonly step?: string;
      readonly reason?: NeedsSignInReason;
      readonly renewal?: Renewal;
    }
  | { readonly event: 'connection'; readonly state: ConnectionState['status'] }
  | {
      readonly event: 'sync';
      readonly set: string;
      readonly state: KeptSet['status'];
      readonly rows: number;
      readonly code?: FailureCode;
    }
  | {
      readonly event: 'copy';
      readonly state: CopyState['status'];
      readonly reason?: string;
    }
  | { readonly event: 'mended'; readonly what: CopyMending['kind'] }
  | {
      readonly event: 'processGone';
      readonly process: string;
      readonly reason: string;
      readonly exitCode: number;
    }
  | { readonly event: 'hang'; readonly state: 'began' | 'over' | 'reloaded' }
  /** A step of a connection test. */
  | {
      readonly event: 'test';
      readonly step: TestStep;
      readonly state: TestResult['status'];
      readonly problem: TestProblem | null;
    }
  | { readonly event: 'proxySignIn'; readonly state: 'asked' | 'passed' | 'refused' | 'cancelled' }
  | {
      readonly event: 'clientCertificate';
      readonly state: 'asked' | 'chosen' | 'cancelled' | 'refused';
    }
  | {
      readonly event: 'defect';
      readonly where: string;
      readonly kind: string;
      /** Places in the program's own files. */
      readonly frames: string;
    }
  /** Lines that could not be written. */
  | { readonly event: 'lost'; readonly count: number };

const word = /^[A-Za-z][A-Za-z-]{0,39}$/;
const versionText = /^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$/;
const amount = /^\d{1,15}$/;

/**
 * What may stand in a line, by the name of the field: everything else is left out. The types already allow no other; this is for
 * the day on which somebody widens one of them.
 */
const allowed: Readonly<Record<string, RegExp>> = {
  event: word,
  version: versionText,
  electron: versionText,
  platform: versionText,
  arch: versionText,
  system: versionText,
  method: /^[A-Z]{3,7}$/,
  // Only what {@link requestPath} makes: names of sets and words of ours, and no query.
  path: /^[A-Za-z0-9_./$()…-]{1,160}$/,
  status: /^\d{3}$/,
  error: /^[A-Z][A-Z0-9_]{2,60}$/,
  ms: amount,
  bytes: amount,
  request: word,
  code: word,
  state: word,
  step: word,
  reason: word,
  renewal: word,
  problem: word,
  set: /^[A-Za-z_][A-Za-z0-9_]{0,199}$/,
  rows: amount,
  what: word,
  process: word,
  exitCode: /^-?\d{1,12}$/,
  where: word,
  kind: word,
  frames: /^[\w.:<-]{1,600}$/,
  count: amount,
};

/**
 * An event as a line of the log: `2026-11-23T09:41:00.123Z request method=GET path=… status=200`. A field whose value is not
 * what its name allows is written as `?`.
 * @param at milliseconds since 1970
 */
export function logLine(at: number, { event, ...fields }: LogEvent): string {
  const written = Object.entries(fields).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    const text = typeof value === 'number' ? String(Math.round(value)) : value;
    return [`${name}=${allowed[name]?.test(text) === true ? text : '?'}`];
  });
  return [new Date(at).toISOString(), event, ...written].join(' ');
}

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Whether a text is a line as {@link logLine} writes them. What is read from the disk may be something else: written by another
 * version or another program, or cut off by a full disk and gone on with by the next line.
 */
export function isLogLine(line: string): boolean {
  const [at = '', event = '', ...fields] = line.split(' ');
  return (
    stamp.test(at) &&
    word.test(event) &&
    fields.every((field) => {
      const [name = '', ...value] = field.split('=');
      const text = value.join('=');
      return Object.hasOwn(allowed, name) && (text === '?' || allowed[name]?.test(text) === true);
    })
  );
}

/** Where in the program's own files an error was thrown: names of files and lines, without folders, which name people. */
export function errorFrames(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const places = [...stack.matchAll(/^ {4}at .*?([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/gm)];
  return places
    .slice(0, 8)
    .map(([, place]) => place)
    .join('<');
}

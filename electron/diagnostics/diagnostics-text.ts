import type { CopyState, KeptSets } from '../contract/local-copy.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { SessionState, SignInStorage } from '../contract/session.ts';
import { type Settings, settingsSchema } from '../contract/settings.ts';

/** What a copy of the diagnostics is written from. */
export interface DiagnosticsFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly startedAt: number;
  /** Name, version and what it runs on, in the words of the runtime. */
  readonly program: Readonly<Record<string, string>>;
  /** By name: what an administrator has preset or locked. */
  readonly policy: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly session: SessionState;
  readonly accounts: number;
  readonly connection: ConnectionState;
  readonly copy: CopyState | null;
  readonly keptSets: KeptSets | null;
  /** By address and end, over this run. */
  readonly requests: ReadonlyMap<string, number>;
  /** The newest lines. */
  readonly log: string;
}

const promise =
  'It holds no record, no name of a person, no password and no access to anything: codes, counts, times, names of entity sets, and the address of the instance.';

/**
 * What somebody can send to whoever helps them. English, whatever the window speaks: it is read by those who look after the
 * program.
 */
export function diagnosticsText(facts: DiagnosticsFacts): string {
  const sections = {
    Program: { ...facts.program, 'running since': moment(facts.startedAt) },
    Policy: Object.keys(facts.policy).length === 0 ? { policy: 'none' } : facts.policy,
    Settings: settingsOf(facts.settings),
    'Sign-in': sessionOf(facts),
    'Connection and local copy': copyOf(facts),
    'Requests of this run': Object.fromEntries(
      [...facts.requests]
        .toSorted(([, left], [, right]) => right - left)
        .map(([place, count]) => [place, String(count)]),
    ),
  };
  return [
    `Diagnostics of ${facts.program.name ?? 'the program'}, written ${moment(facts.now)}`,
    promise,
    ...Object.entries(sections).map(([title, lines]) => section(title, lines)),
    `## Log\n${facts.log === '' ? 'empty' : facts.log}`,
    '',
  ].join('\n\n');
}

function section(title: string, lines: Readonly<Record<string, string>>): string {
  const written = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  return [`## ${title}`, ...(written.length === 0 ? ['none'] : written)].join('\n');
}

function moment(at: number): string {
  return new Date(at).toISOString();
}

/** Texts that somebody typed are not repeated, but for the instance: a secret may stand in the wrong field. */
function settingsOf(settings: Settings): Record<string, string> {
  const usual = settingsSchema.parse({});
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const isText = name === 'clientId';
      const isUsual = JSON.stringify(value) === JSON.stringify(usual[name as keyof Settings]);
      const words = isText ? 'another one' : JSON.stringify(value);
      return [name, isUsual ? `${isText ? '' : `${words} `}(usual)`.trim() : words];
    }),
  );
}

function sessionOf({ session, accounts }: DiagnosticsFacts): Record<string, string> {
  return {
    state: session.status,
    ...('reason' in session ? { reason: session.reason } : {}),
    ...('renewal' in session ? { renewal: session.renewal } : {}),
    ...(session.status === 'signedIn' || session.status === 'signedInOffline'
      ? { kept: storageWords(session.account.storage) }
      : {}),
    ...('account' in session
      ? { 'version of the instance': session.account.instance.version }
      : {}),
    accounts: String(accounts),
  };
}

function storageWords(storage: SignInStorage): string {
  return storage.kind === 'system' ? 'by the system' : `in memory, ${storage.because}`;
}

function copyOf({ connection, copy, keptSets }: DiagnosticsFacts): Record<string, string> {
  const kept = (keptSets?.sets ?? []).map(
    ({ set, part, status, rows, failure }): [string, string] => [
      `${set}${part === null ? '' : ' (a part)'}`,
      [status, `${rows} rows`, ...(failure === null ? [] : [failure.code])].join(', '),
    ],
  );
  return {
    connection: connection.status,
    'local copy': copy === null ? 'none' : copy.status,
    ...(copy?.status === 'unavailable' ? { because: copy.because } : {}),
    mended: String(copy?.mendings.length ?? 0),
    ...Object.fromEntries(kept),
  };
}

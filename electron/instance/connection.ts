import type { FailureCode } from '../contract/failure.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import type { Clock } from './clock.ts';

/** How the account's requests fare, told by their outcomes. */
export interface Connection {
  state(): ConnectionState;
  /** Calls `listener` whenever the status or the time to try again changes, until the returned function is called. */
  onChange(listener: (state: ConnectionState) => void): () => void;
  /** Takes note of how a request ended. */
  note(outcome: Result<unknown>): void;
}

type Meaning = 'offline' | 'noLicenceSeat' | 'slowedDown' | 'nothing';

/** What a failure tells about the connection. Every other failure is an answer of the instance: it is online. */
const meanings: Partial<Readonly<Record<FailureCode, Meaning>>> = {
  offline: 'offline',
  hostNotFound: 'offline',
  hostUnreachable: 'offline',
  hostNotTrusted: 'offline',
  noLicenceSeat: 'noLicenceSeat',
  tooManyRequests: 'slowedDown',
  serverUnavailable: 'slowedDown',
  // A slow query is no lost network, and what never left this computer tells nothing.
  timedOut: 'nothing',
  cancelled: 'nothing',
  internal: 'nothing',
  badRequest: 'nothing',
  foreignAddress: 'nothing',
  needsSignIn: 'nothing',
  storageFailed: 'nothing',
  storageLocked: 'nothing',
};

function nextState(
  outcome: Result<unknown>,
  before: ConnectionState,
  now: number,
): ConnectionState {
  if (outcome.ok) return { status: 'online', at: now };
  const { code, retryAt } = outcome.error;
  const meaning = meanings[code];
  if (meaning === undefined) return { status: 'online', at: now };
  if (meaning === 'offline') {
    return before.status === 'offline' ? before : { status: 'offline', since: now };
  }
  if (meaning === 'nothing' || retryAt === undefined) return before;
  return { status: meaning, retryAt };
}

function retryTime(state: ConnectionState): number | null {
  return 'retryAt' in state ? state.retryAt : null;
}

/** Begins as `idle`: nothing was asked yet. */
export function createConnection(clock: Pick<Clock, 'now'>): Connection {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = { status: 'idle' };
  return {
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    note(outcome) {
      const before = state;
      state = nextState(outcome, before, clock.now());
      const changed = state.status !== before.status || retryTime(state) !== retryTime(before);
      if (changed) for (const listener of [...listeners]) listener(state);
    },
  };
}

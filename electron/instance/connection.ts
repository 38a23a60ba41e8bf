import type { FailureCode } from '../contract/failure.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import type { Clock } from './clock.ts';
import { createLicenceSeat } from './licence-seat.ts';
import type { Presence } from './presence.ts';

/** How the account's requests fare, told by their outcomes. */
export interface Connection {
  state(): ConnectionState;
  /**
   * Calls `listener` until the returned function is called: when the status or the time to try again changes, when a
   * licence seat is taken or given back, and now and then while it is kept.
   *
   * A pause that the instance asked for ends as `online` when its time has come and somebody is there to see it: whoever
   * repeats by itself what failed may do so then.
   */
  onChange(listener: (state: ConnectionState) => void): () => void;
  /** The instance was reached again by asking for nothing that takes a licence seat. */
  noteReached(): void;
  /** Takes note of how a request ended. */
  note(outcome: Result<unknown>): void;
  /** Tells nothing any more. */
  dispose(): void;
}

/** What a connection is made with. */
export interface ConnectionOptions {
  readonly clock: Clock;
  readonly presence: Presence;
}

/**
 * What an outcome tells of the connection, and of the licence seat.
 * - `answered`: by a session of the instance, which has a seat by that.
 * - `nothing`: it never left this computer, or what answered may not be the instance.
 */
type Meaning = 'answered' | 'offline' | 'noLicenceSeat' | 'slowedDown' | 'nothing';

/** What a failure means. Every other one is an answer of the instance. */
const meanings: Partial<Readonly<Record<FailureCode, Meaning>>> = {
  offline: 'offline',
  hostNotFound: 'offline',
  hostUnreachable: 'offline',
  hostNotTrusted: 'offline',
  noLicenceSeat: 'noLicenceSeat',
  tooManyRequests: 'slowedDown',
  serverUnavailable: 'slowedDown',
  // A slow query is no lost network.
  timedOut: 'nothing',
  // A page of whatever network this computer is in.
  answerNotUnderstood: 'nothing',
  cancelled: 'nothing',
  internal: 'nothing',
  badRequest: 'nothing',
  foreignAddress: 'nothing',
  needsSignIn: 'nothing',
  storageFailed: 'nothing',
  storageLocked: 'nothing',
  busyElsewhere: 'nothing',
};

/** The state without the seat. */
type Status = {
  [Each in ConnectionState as Each['status']]: Omit<Each, 'seatUntil'>;
}[ConnectionState['status']];

function meaningOf(outcome: Result<unknown>): Meaning {
  return outcome.ok ? 'answered' : (meanings[outcome.error.code] ?? 'answered');
}

function nextStatus(outcome: Result<unknown>, before: Status, now: number): Status {
  const meaning = meaningOf(outcome);
  if (meaning === 'answered') return { status: 'online', at: now };
  if (meaning === 'offline') {
    return before.status === 'offline' ? before : { status: 'offline', since: now };
  }
  const retryAt = outcome.ok ? undefined : outcome.error.retryAt;
  if (meaning === 'nothing' || retryAt === undefined) return before;
  return { status: meaning, retryAt };
}

function retryTime(status: Status): number | null {
  return 'retryAt' in status ? status.retryAt : null;
}

/** Begins as `idle`: nothing was asked yet, and no seat is taken. */
export function createConnection({ clock, presence }: ConnectionOptions): Connection {
  const listeners = new Set<(state: ConnectionState) => void>();
  const seat = createLicenceSeat(clock, tell);
  let status: Status = { status: 'idle' };
  /** When the instance asked for the pause. */
  let pausedAt = 0;
  /** Ends the wait for the end of a pause; null when none runs, or it is over and nobody was there. */
  let stopWaiting: (() => void) | null = null;
  const stopWatching = presence.onChange(goOn);

  const state = (): ConnectionState => ({ ...status, seatUntil: seat.until() });

  function tell(): void {
    const current = state();
    for (const listener of [...listeners]) listener(current);
  }

  function become(next: Status): void {
    status = next;
    stopWaiting?.();
    stopWaiting = null;
    if (!('retryAt' in next)) return;
    pausedAt = clock.now();
    stopWaiting = clock.after(Math.max(0, next.retryAt - pausedAt), () => {
      stopWaiting = null;
      goOn();
    });
  }

  /** Ends a pause that is over, if anybody is there. */
  function goOn(): void {
    if (!('retryAt' in status) || stopWaiting !== null || !presence.isPresent()) return;
    become({ status: 'online', at: pausedAt });
    tell();
  }

  return {
    state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    noteReached() {
      if (status.status !== 'offline') return;
      become({ status: 'online', at: clock.now() });
      tell();
    },
    note(outcome) {
      const before = status;
      const next = nextStatus(outcome, before, clock.now());
      if (next !== before) become(next);
      const meaning = meaningOf(outcome);
      const isSeatNews =
        (meaning === 'answered' && seat.take()) || (meaning === 'noLicenceSeat' && seat.lose());
      const isNews = next.status !== before.status || retryTime(next) !== retryTime(before);
      if (isNews || isSeatNews) tell();
    },
    dispose() {
      stopWaiting?.();
      stopWatching();
      seat.dispose();
      listeners.clear();
    },
  };
}

import type { CopyState, KeptSets } from '../contract/local-copy.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { SessionState } from '../contract/session.ts';
import type { LogEvent } from './log-line.ts';

/** Makes events of the states that the app tells its window, each when it is another one than before. */
export interface StateChanges {
  session(state: SessionState): void;
  connection(state: ConnectionState): void;
  /** @param account its key, which is not written */
  copy(account: string, state: CopyState): void;
  keptSets(account: string, kept: KeptSets): void;
}

/** @param note takes an event */
export function followStates(note: (event: LogEvent) => void): StateChanges {
  const told = new Map<string, string>();
  /** How many mendings of each account's copy were noted. */
  const mended = new Map<string, number>();

  function once(key: string, event: LogEvent, sameAs = JSON.stringify(event)): void {
    if (told.get(key) === sameAs) return;
    told.set(key, sameAs);
    note(event);
  }

  return {
    session(state) {
      once('session', {
        ...{ event: 'session', state: state.status },
        ...(state.status === 'signingIn' ? { step: state.step } : {}),
        ...(state.status === 'needsSignIn' ? { reason: state.reason } : {}),
        ...('renewal' in state ? { renewal: state.renewal } : {}),
      });
    },
    connection: ({ status }) => once('connection', { event: 'connection', state: status }),
    copy(account, state) {
      const reason = state.status === 'unavailable' ? { reason: state.because } : {};
      once(`copy ${account}`, { event: 'copy', state: state.status, ...reason });
      // A copy that was opened anew begins a new list.
      const before = mended.get(account) ?? 0;
      const known = state.mendings.length < before ? 0 : before;
      for (const { kind } of state.mendings.slice(known)) note({ event: 'mended', what: kind });
      mended.set(account, state.mendings.length);
    },
    keptSets(account, { sets }) {
      for (const { set, part, status, rows, failure } of sets) {
        const code = failure === null ? {} : { code: failure.code };
        const key = `sync ${account} ${set} ${JSON.stringify(part)}`;
        // Rows come by the thousand; that they do is no news.
        once(
          key,
          { event: 'sync', set, state: status, rows, ...code },
          `${status} ${failure?.code ?? ''}`,
        );
      }
    },
  };
}

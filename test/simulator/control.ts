import type { AdjustableClock } from './clock.ts';
import type { DomainApi } from './domain-api/domain-api.ts';
import type { Cut, Delay, Failure, Faults, Garble, Held, Hold } from './faults.ts';
import type { Identity } from './identity/identity.ts';
import type { IssuedSecrets } from './identity/secrets.ts';
import type { Switches } from './options.ts';
import type { RequestRecord, Traffic } from './traffic.ts';

/** Everything that a test does to the instance behind the app's back. */
export interface Control {
  /** Lets milliseconds pass for the server: tokens age, idle sessions end, limits refill. */
  advanceClock: (ms: number) => void;
  /** Sets by how many milliseconds the server's clock is wrong. Nothing ages. */
  skewClock: (ms: number) => void;
  /** Changes switches from here on. */
  set: (switches: Partial<Switches>) => void;

  /** Ends access tokens early, of everybody or of one user; returns how many. */
  expireAccessTokens: (login?: string) => number;
  /** Revokes refresh tokens, of everybody or of one user; returns how many. */
  revokeRefreshTokens: (login?: string) => number;
  /** Flips the kill switch of an app. */
  disableClient: (id: string, disabled: boolean) => void;
  /** Ends single sign-on in every browser; refresh tokens live on. Returns how many sessions ended. */
  endBrowserSessions: () => number;

  failNext: (failure: Failure) => void;
  delayNext: (delay: Delay) => void;
  cutNext: (cut: Cut) => void;
  garbleNext: (garble: Garble) => void;
  holdNext: (hold: Hold) => Held;

  /** Every row of a set with all its members in the API's shape, decimals as exact strings. */
  rows: (entitySet: string) => ReturnType<DomainApi['rows']['all']>;
  /** Changes attributes of a row, as another user of the instance would. */
  changeRow: (entitySet: string, id: string, patch: Record<string, unknown>) => void;
  /** Adds a row that is like another one but for its key and the attributes given, without children. */
  insertRow: (entitySet: string, like: string, id: string, patch: Record<string, unknown>) => void;
  deleteRow: (entitySet: string, id: string) => void;

  requests: () => RequestRecord[];
  /** How often each was asked for, by `METHOD /path`. */
  counts: () => Record<string, number>;
  seats: () => ReturnType<DomainApi['seats']>;
  /** Every token, code, verifier and secret so far, for tests that search for leaks. */
  issuedSecrets: () => IssuedSecrets;
  /**
   * Back to the start: true time, the switches it was started with, no faults, nothing held, all apps
   * enabled, no requests on record. Rows, tokens and sessions stay.
   */
  reset: () => void;
}

export interface ControlledParts {
  clock: AdjustableClock;
  switches: Switches;
  identity: Identity;
  domainApi: DomainApi;
  faults: Faults;
  traffic: Traffic;
}

export function createControl(parts: ControlledParts): Control {
  const { clock, switches, identity, domainApi, faults, traffic } = parts;
  const initialSwitches = { ...switches };
  return {
    advanceClock: clock.advance,
    skewClock: clock.skew,
    set: (patch) => void Object.assign(switches, patch),
    expireAccessTokens: identity.expireAccessTokens,
    revokeRefreshTokens: identity.revokeRefreshTokens,
    disableClient: identity.disableClient,
    endBrowserSessions: identity.endBrowserSessions,
    failNext: faults.fail,
    delayNext: faults.delay,
    cutNext: faults.cut,
    garbleNext: faults.garble,
    holdNext: faults.hold,
    rows: (entitySet) => domainApi.rows.all(entitySet),
    changeRow: (entitySet, id, patch) => domainApi.rows.change(entitySet, id, patch),
    insertRow: (entitySet, like, id, patch) => domainApi.rows.add(entitySet, like, id, patch),
    deleteRow: (entitySet, id) => domainApi.rows.remove(entitySet, id),
    requests: traffic.requests,
    counts: traffic.counts,
    seats: () => domainApi.seats(),
    issuedSecrets: identity.issuedSecrets,
    reset() {
      clock.reset();
      Object.assign(switches, initialSwitches);
      faults.clear();
      identity.enableAllClients();
      traffic.clear();
    },
  };
}

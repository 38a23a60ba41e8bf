import type { RefreshAnswer } from '../../../electron/session/token-request.ts';
import type { Tokens } from '../../../electron/session/tokens.ts';
import { hour } from './sample-session.ts';

/**
 * What becomes of a request.
 * - `answered`: as the server decides.
 * - `unsent`: it certainly never arrived. `patience`: the server has no time now. Neither uses anything up.
 * - `trouble`: somebody in between asks for patience, and nobody knows what the server has done; it has done nothing.
 * - `lostBefore`, `lostAfter`: there is no answer; the server had not, or had, done its work.
 * - `appRefused`: the app is disabled for the moment.
 */
export type Fate =
  | 'answered'
  | 'unsent'
  | 'patience'
  | 'trouble'
  | 'lostBefore'
  | 'lostAfter'
  | 'appRefused';

/** The time as it is, whatever the clocks of the computer say. */
export interface TrueTime {
  now: number;
}

/** A token endpoint that rotates refresh tokens, and refuses one that was used, and its whole family with it. */
export class ModelServer {
  /** What happens to the requests to come, next one first; after that they are answered. */
  readonly fates: Fate[] = [];
  /** Every refresh token that was presented, in order. */
  readonly presented: string[] = [];
  /** Every refresh token whose refusal was told, in order. */
  readonly refused: string[] = [];
  /** Answers that were lost after the server had done its work. */
  lost = 0;
  /** Nobody gets through. */
  isOut = false;
  /** How long the server asks for patience, in milliseconds. */
  patience = 30_000;
  /** What the server says how long an access token lives, in milliseconds. */
  lifetime: number | null = hour;
  /** Whether a refresh brings a new refresh token. */
  rotates = true;
  tellsTime = true;
  /** Called when an answer goes out. */
  onAnswered: () => void = () => undefined;
  readonly #time: TrueTime;
  readonly #wall: () => number;
  readonly #grace: number;
  /** When each refresh token was used; null when it was not. */
  readonly #usedAt = new Map<string, number | null>();
  #generation = -1;

  /**
   * @param wall the clock of the computer that asks, milliseconds since 1970.
   * @param grace for how many milliseconds a used refresh token may be used again.
   */
  constructor(time: TrueTime, wall: () => number, grace: number) {
    this.#time = time;
    this.#wall = wall;
    this.#grace = grace;
  }

  /** Gives new tokens to somebody who signs in. */
  issue(): Tokens {
    this.#generation += 1;
    const refreshToken = `refresh ${this.#generation}`;
    this.#usedAt.set(refreshToken, null);
    return {
      accessToken: `access ${this.#generation}`,
      receivedAt: this.#wall(),
      serverTime: this.tellsTime ? this.#time.now : null,
      lifetime: this.lifetime,
      refreshToken,
      refreshTokenAt: null,
      refreshLifetime: null,
    };
  }

  /** Ends the session, as an administrator does. */
  revoke(): void {
    this.#usedAt.clear();
  }

  /** @param turn resolves when a message has come through. */
  async refresh(refreshToken: string, turn: () => Promise<unknown>): Promise<RefreshAnswer> {
    this.presented.push(refreshToken);
    await turn();
    const fate = this.isOut ? 'unsent' : (this.fates.shift() ?? 'answered');
    switch (fate) {
      case 'unsent':
        return { outcome: 'offline', failure: { code: 'offline' } };
      case 'patience': {
        const retryAt = this.#wall() + this.patience;
        return { outcome: 'offline', failure: { code: 'tooManyRequests', retryAt } };
      }
      case 'trouble': {
        const retryAt = this.#wall() + this.patience;
        return { outcome: 'ambiguous', failure: { code: 'serverUnavailable', retryAt } };
      }
      case 'lostBefore':
        return { outcome: 'ambiguous', failure: { code: 'timedOut' } };
      case 'appRefused':
        return { outcome: 'appRefused', failure: { code: 'needsSignIn' } };
      case 'lostAfter':
        this.#exchange(refreshToken);
        this.lost += 1;
        return { outcome: 'ambiguous', failure: { code: 'timedOut' } };
      case 'answered': {
        const answer = this.#exchange(refreshToken);
        this.onAnswered();
        if (answer.outcome === 'rejected') this.refused.push(refreshToken);
        await turn();
        return answer;
      }
    }
  }

  #exchange(refreshToken: string): RefreshAnswer {
    const usedAt = this.#usedAt.get(refreshToken);
    const isForgiven = typeof usedAt === 'number' && this.#time.now - usedAt < this.#grace;
    if (usedAt === undefined || (usedAt !== null && !isForgiven)) {
      // RFC 9700 section 4.14.2: whoever presents a used one may be a thief, or the victim of one.
      this.revoke();
      return { outcome: 'rejected', failure: { code: 'needsSignIn', detail: 'invalid_grant' } };
    }
    if (!this.rotates) {
      return { outcome: 'renewed', tokens: { ...this.issue(), refreshToken } };
    }
    this.#usedAt.set(refreshToken, usedAt ?? this.#time.now);
    return { outcome: 'renewed', tokens: this.issue() };
  }
}

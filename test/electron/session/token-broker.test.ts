import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createTokenBroker } from '../../../electron/session/token-broker.ts';
import type { RefreshAnswer } from '../../../electron/session/token-request.ts';
import type { Tokens } from '../../../electron/session/tokens.ts';
import { FakeClock } from './fake-clock.ts';

const hour = 3_600_000;

/** A token endpoint that rotates, and refuses what was used before. */
class Server {
  readonly clock: FakeClock;
  /** Every refresh token that was presented, in order. */
  readonly presented: string[] = [];
  inFlight = 0;
  mostInFlight = 0;
  /** What to answer before the real answers, oldest first. */
  readonly troubles: RefreshAnswer[] = [];
  #generation = 0;

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  tokens(): Tokens {
    const generation = this.#generation;
    return {
      accessToken: `access ${generation}`,
      receivedAt: this.clock.now(),
      lifetime: hour,
      refreshToken: `refresh ${generation}`,
    };
  }

  async refresh(refreshToken: string, turn: () => Promise<unknown>): Promise<RefreshAnswer> {
    this.presented.push(refreshToken);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await turn();
    this.inFlight -= 1;
    const trouble = this.troubles.shift();
    if (trouble !== undefined) return trouble;
    if (refreshToken !== `refresh ${this.#generation}`) {
      return { outcome: 'rejected', failure: { code: 'needsSignIn' } };
    }
    this.#generation += 1;
    return { outcome: 'renewed', tokens: this.tokens() };
  }
}

function create(options: { turn?: () => Promise<unknown>; tokens?: Partial<Tokens> } = {}) {
  const clock = new FakeClock();
  const server = new Server(clock);
  const turn = options.turn ?? (() => Promise.resolve());
  /** What is durable; the tokens of the sign-in at first. */
  const saved: Tokens[] = [{ ...server.tokens(), ...options.tokens }];
  const saving: { outcome: Result<null> } = { outcome: success(null) };
  const discarded: Tokens[] = [];
  const reasons: string[] = [];
  const broker = createTokenBroker({
    tokens: { ...server.tokens(), ...options.tokens },
    clock,
    refresh: (refreshToken) => server.refresh(refreshToken, turn),
    async save(tokens) {
      await turn();
      if (saving.outcome.ok) saved.push(tokens);
      return saving.outcome;
    },
    discard: (tokens) => discarded.push(tokens),
    onEnded: (reason) => reasons.push(reason),
  });
  return { broker, clock, server, saved, saving, discarded, reasons };
}

const unanswered = (failure: { code: 'offline' | 'serverUnavailable'; retryAt?: number }) =>
  ({ outcome: 'unanswered', failure }) as const;

describe('single flight', () => {
  it('holds under every interleaving of calls, 401s, expiry and answers', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant('ask' as const) },
      { weight: 3, arbitrary: fc.constant('rejected' as const) },
      { weight: 2, arbitrary: fc.constant('late' as const) },
      { weight: 2, arbitrary: fc.constant('expire' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 30 }), async (s, steps) => {
        const { broker, clock, server, saved } = create({
          turn: () => s.schedule(Promise.resolve()),
        });
        let last = 'access 0';
        async function ask(rejected?: string): Promise<void> {
          const result = await broker.accessToken(rejected);
          if (!result.ok) throw new Error(result.error.code);
          // Whatever is handed out is durable, and is never the one that was complained about.
          expect(saved.map(({ accessToken }) => accessToken)).toContain(result.value);
          expect(result.value).not.toBe(rejected);
          last = result.value;
        }
        const asked: Promise<void>[] = [];
        const sequence = s.scheduleSequence(
          steps.map((kind) => ({
            label: kind,
            builder: () => {
              if (kind === 'expire') clock.advance(hour);
              else if (kind === 'ask') asked.push(ask());
              else asked.push(ask(kind === 'late' ? 'access 0' : last));
              return Promise.resolve();
            },
          })),
        );
        await s.waitFor(sequence.task);
        await s.waitFor(Promise.all(asked));
        expect(server.mostInFlight).toBeLessThanOrEqual(1);
        expect(new Set(server.presented).size).toBe(server.presented.length);
      }),
    );
  });

  it('gives all who wait the same token', async () => {
    const { broker, clock, server } = create();
    clock.advance(hour);
    const results = await Promise.all(Array.from({ length: 50 }, () => broker.accessToken()));
    expect(new Set(results.map((result) => result.ok && result.value))).toEqual(
      new Set(['access 1']),
    );
    expect(server.presented).toEqual(['refresh 0']);
  });
});

describe('a late 401', () => {
  it('gets the newer token without a request', async () => {
    const { broker, server } = create();
    expect(await broker.accessToken('access 0')).toEqual(success('access 1'));
    expect(await broker.accessToken('access 0')).toEqual(success('access 1'));
    expect(server.presented).toEqual(['refresh 0']);
  });
});

describe('what is fresh enough', () => {
  it.each([
    ['an hour', hour, hour - 60_000],
    ['ten seconds', 10_000, 9_000],
  ])('a token that lives %s', async (_, lifetime, age) => {
    const { broker, clock, server } = create({ tokens: { lifetime } });
    clock.advance(age - 1);
    expect(await broker.accessToken()).toEqual(success('access 0'));
    clock.advance(1);
    expect(await broker.accessToken()).toEqual(success('access 1'));
    expect(server.presented).toHaveLength(1);
  });

  it('a token of unknown life, until the API rejects it', async () => {
    const { broker, clock } = create({ tokens: { lifetime: null } });
    clock.advance(100 * hour);
    expect(await broker.accessToken()).toEqual(success('access 0'));
    expect(await broker.accessToken('access 0')).toEqual(success('access 1'));
  });

  it('no token while the computer slept through its life', async () => {
    const { broker, clock } = create();
    clock.setWall(2 * hour);
    expect(await broker.accessToken()).toEqual(success('access 1'));
  });

  it('no token whose life is over although the clock was set back', async () => {
    const { broker, clock } = create();
    clock.advance(hour);
    clock.setWall(-2 * hour);
    expect(await broker.accessToken()).toEqual(success('access 1'));
  });

  it('no kept token that seems to come from the future', async () => {
    const { broker } = create({ tokens: { receivedAt: new FakeClock().now() + 1 } });
    expect(await broker.accessToken()).toEqual(success('access 1'));
  });
});

describe('a refresh that gets no answer', () => {
  it('goes to those who wait, and the next call tries again', async () => {
    const { broker, clock, server, reasons } = create();
    clock.advance(hour);
    server.troubles.push(unanswered({ code: 'offline' }));
    expect(await broker.accessToken()).toEqual(failure({ code: 'offline' }));
    expect(await broker.accessToken()).toEqual(success('access 1'));
    expect(reasons).toEqual([]);
  });

  it('does not bring back a token that the API rejected', async () => {
    const { broker, server } = create();
    server.troubles.push(unanswered({ code: 'offline' }), unanswered({ code: 'offline' }));
    expect(await broker.accessToken('access 0')).toEqual(failure({ code: 'offline' }));
    expect(await broker.accessToken()).toEqual(failure({ code: 'offline' }));
    expect(await broker.accessToken()).toEqual(success('access 1'));
  });

  it('waits as long as the server asked, with any clock', async () => {
    const { broker, clock, server } = create();
    clock.advance(hour);
    const trouble = { code: 'serverUnavailable', retryAt: clock.now() + 30_000 } as const;
    server.troubles.push(unanswered(trouble));
    for (let call = 0; call < 3; call += 1) {
      expect(await broker.accessToken()).toEqual(failure(trouble));
    }
    expect(server.presented).toHaveLength(1);
    clock.setWall(-hour);
    clock.advance(30_000);
    expect(await broker.accessToken()).toEqual(success('access 1'));
  });
});

describe('the end', () => {
  it.each(['rejected', 'appRefused'] as const)(
    '%s: is told once and never asked for again',
    async (outcome) => {
      const { broker, clock, server, reasons } = create();
      clock.advance(hour);
      const refusal = { code: 'needsSignIn', detail: 'refresh token was revoked' } as const;
      server.troubles.push({ outcome, failure: refusal });
      expect(await broker.accessToken()).toEqual(failure(refusal));
      expect(await broker.accessToken('access 0')).toEqual(failure(refusal));
      expect(reasons).toEqual([outcome]);
      expect(server.presented).toHaveLength(1);
    },
  );

  it('expired: comes with the token’s, when the server gave no refresh token', async () => {
    const { broker, clock, reasons, server } = create({ tokens: { refreshToken: null } });
    expect(await broker.accessToken()).toEqual(success('access 0'));
    clock.advance(hour);
    expect(await broker.accessToken()).toEqual(failure({ code: 'needsSignIn' }));
    expect(reasons).toEqual(['expired']);
    expect(server.presented).toEqual([]);
  });
});

describe('a save that fails', () => {
  it('is repeated a few times, and nothing is handed out before it succeeded', async () => {
    const { broker, clock, saving, saved, server } = create();
    clock.advance(hour);
    saving.outcome = failure({ code: 'storageFailed' });
    expect(await clock.passUntil(broker.accessToken())).toEqual(saving.outcome);
    expect(await clock.passUntil(broker.accessToken())).toEqual(saving.outcome);
    saving.outcome = success(null);
    expect(await broker.accessToken()).toEqual(success('access 1'));
    expect(saved.map(({ refreshToken }) => refreshToken)).toEqual(['refresh 0', 'refresh 1']);
    expect(server.presented).toEqual(['refresh 0']);
  });

  it('and comes right meanwhile is not noticed by those who wait', async () => {
    const { broker, clock, saving } = create();
    clock.advance(hour);
    saving.outcome = failure({ code: 'storageFailed' });
    const waiting = broker.accessToken();
    await expect.poll(() => clock.sleeping).toBe(1);
    saving.outcome = success(null);
    expect(await clock.passUntil(waiting)).toEqual(success('access 1'));
  });

  it('for hours does not hand out what expired meanwhile', async () => {
    const { broker, clock, saving, server } = create();
    clock.advance(hour);
    saving.outcome = failure({ code: 'storageFailed' });
    await clock.passUntil(broker.accessToken());
    clock.advance(2 * hour);
    saving.outcome = success(null);
    expect(await broker.accessToken()).toEqual(success('access 2'));
    expect(server.presented).toEqual(['refresh 0', 'refresh 1']);
  });
});

describe('a closed broker', () => {
  it('hands out nothing, and discards what comes late', async () => {
    const turn = Promise.withResolvers<void>();
    const { broker, clock, saved, discarded } = create({ turn: () => turn.promise });
    clock.advance(hour);
    const waiting = broker.accessToken();
    expect(broker.close()).toBe('refresh 0');
    turn.resolve();
    expect(await waiting).toEqual(failure({ code: 'needsSignIn' }));
    expect(await broker.accessToken()).toEqual(failure({ code: 'needsSignIn' }));
    expect(discarded.map(({ refreshToken }) => refreshToken)).toEqual(['refresh 1']);
    expect(saved).toHaveLength(1);
  });

  it('hands out nothing that was being saved when it was closed', async () => {
    const { broker, clock, saving } = create();
    clock.advance(hour);
    saving.outcome = failure({ code: 'storageFailed' });
    const waiting = broker.accessToken();
    await expect.poll(() => clock.sleeping).toBe(1);
    broker.close();
    expect(await clock.passUntil(waiting)).toEqual(failure({ code: 'needsSignIn' }));
  });

  it('names the newest refresh token, saved or not', async () => {
    const { broker, clock, saving } = create();
    clock.advance(hour);
    saving.outcome = failure({ code: 'storageFailed' });
    await clock.passUntil(broker.accessToken());
    expect(broker.close()).toBe('refresh 1');
  });

  it('is settled when nothing is under way any more', async () => {
    const turn = Promise.withResolvers<void>();
    const { broker, clock, saved } = create({ turn: () => turn.promise });
    clock.advance(hour);
    void broker.accessToken();
    let isSettled = false;
    const settled = broker.settled().then(() => {
      isSettled = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isSettled).toBe(false);
    turn.resolve();
    await settled;
    expect(saved).toHaveLength(2);
  });
});

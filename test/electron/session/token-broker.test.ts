import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { BrokerWorld, type Process, settle, type WorldOptions } from './broker-world.ts';
import { hour } from './sample-session.ts';

let world: BrokerWorld;
let app: Process;

/** Begins anew, with an app that has just signed in. */
function begin(options: WorldOptions = {}): void {
  world = new BrokerWorld(options);
  app = world.start();
}

beforeEach(() => begin());
afterEach(() => expect(world.violations).toEqual([]));

const ask = (rejected?: string) => world.ask(app, rejected);
/** Asks, and lets the time pass that it takes. */
const askInTime = (rejected?: string) => world.passUntil(ask(rejected));

describe('a renewal', () => {
  it('sends nothing before the network has proven itself, and then one request', async () => {
    world.pass(hour);
    world.server.isOut = true;
    expect(await ask()).toEqual(failure({ code: 'offline' }));
    expect(await ask()).toEqual(failure({ code: 'offline' }));
    expect([app.proofs(), world.server.presented, world.disk.intent]).toEqual([2, [], null]);
    expect(app.renewals).toEqual(['offline']);
    world.server.isOut = false;
    expect(await ask()).toEqual(success('access 1'));
    expect(app.proofs()).toBe(3);
    expect(app.renewals).toEqual(['offline', 'well']);
  });

  it('is one for all who ask, and all get the same token', async () => {
    world.pass(hour);
    const results = await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(new Set(results.map((result) => result.ok && result.value))).toEqual(
      new Set(['access 1']),
    );
    expect(world.server.presented).toEqual(['refresh 0']);
  });

  it('is written down before it is sent, and saved before it is handed out', async () => {
    world.pass(hour);
    expect(await ask()).toEqual(success('access 1'));
    expect(world.disk.log).toEqual(['load', 'intend refresh 0', 'save access 1']);
    expect(world.disk.tokens()).toMatchObject({ refreshToken: 'refresh 1' });
    expect(world.disk.wasIntended).toBe(false);
  });

  it('tells how old the refresh token was that worked', async () => {
    world.pass(hour);
    await ask();
    world.pass(2 * hour);
    await ask();
    expect(app.ages).toEqual([
      [hour, 'alive'],
      [2 * hour, 'alive'],
    ]);
  });

  it('without a new refresh token leaves the old one good, and counts its age from when it was given', async () => {
    world.server.rotates = false;
    for (let round = 1; round <= 3; round += 1) {
      world.pass(hour);
      expect(await ask()).toEqual(success(`access ${round}`));
      expect(world.disk.intent).toBeNull();
    }
    expect(world.server.presented).toEqual(['refresh 0', 'refresh 0', 'refresh 0']);
  });

  it('of a refresh token that was given earlier than the access token counts the age of both', async () => {
    const receivedAt = world.clock.now();
    begin({ tokens: { receivedAt, refreshTokenAt: receivedAt - 5 * hour } });
    expect(app.broker.refreshToken()?.age).toBe(5 * hour);
    world.pass(hour);
    expect(app.broker.refreshToken()?.age).toBe(6 * hour);
  });
});

describe('the token that is held', () => {
  it('is told while it is good, and renewed by nobody who only looks at it', async () => {
    expect(app.broker.heldAccessToken()).toBe('access 0');
    await ask('access 0');
    expect(app.broker.heldAccessToken()).toBe('access 1');
    world.pass(hour);
    expect(app.broker.heldAccessToken()).toBeNull();
    expect(world.server.presented).toEqual(['refresh 0']);
  });

  it('is none once the access has ended, or nobody may use it any more', () => {
    app.broker.close();
    expect(app.broker.heldAccessToken()).toBeNull();
  });
});

describe('a 401', () => {
  it('renews the token once, and a late one gets the newer token without a request', async () => {
    expect(await ask('access 0')).toEqual(success('access 1'));
    expect(await ask('access 0')).toEqual(success('access 1'));
    expect(world.server.presented).toEqual(['refresh 0']);
  });

  it('to a token of nobody renews nothing', async () => {
    expect(await ask('access of another app')).toEqual(success('access 0'));
    expect(world.server.presented).toEqual([]);
  });

  it('that comes at any moment while a renewal finds the token good renews it all the same', async () => {
    for (let moment = 0; moment < 30; moment += 1) {
      begin();
      world.clock.setWall(2 * hour);
      const proving = ask();
      for (let tick = 0; tick < moment; tick += 1) await Promise.resolve();
      const complaining = ask('access 0');
      await proving;
      expect(await complaining).toEqual(success('access 1'));
      expect(world.violations).toEqual([]);
    }
  });

  it('is not forgotten when the renewal fails', async () => {
    world.server.fates.push('unsent', 'unsent');
    expect(await ask('access 0')).toEqual(failure({ code: 'offline' }));
    expect(await ask()).toEqual(failure({ code: 'offline' }));
    expect(await ask()).toEqual(success('access 1'));
  });
});

describe('what is fresh enough', () => {
  it.each([
    ['an hour', hour, hour - 60_000],
    ['ten seconds', 10_000, 9_000],
  ])('a token that lives %s', async (_, lifetime, age) => {
    begin({ tokens: { lifetime } });
    world.pass(age - 1);
    expect(await ask()).toEqual(success('access 0'));
    world.pass(1);
    expect(await ask()).toEqual(success('access 1'));
    expect(world.server.presented).toHaveLength(1);
  });

  it('a token of unknown life, until the API rejects it', async () => {
    begin({ tokens: { lifetime: null } });
    world.pass(100 * hour);
    expect(await ask()).toEqual(success('access 0'));
    expect(await ask('access 0')).toEqual(success('access 1'));
  });

  it('no token while the computer slept through its life', async () => {
    world.sleepThrough(2 * hour);
    expect(await ask()).toEqual(success('access 1'));
  });

  it('no token whose life is over although the clock was set back', async () => {
    world.pass(hour);
    world.clock.setWall(-2 * hour);
    expect(await ask()).toEqual(success('access 1'));
  });
});

describe('the server’s time', () => {
  it('saves a good token when the clock was set forward, at the price of one proof', async () => {
    world.clock.setWall(72 * hour);
    expect(await ask()).toEqual(success('access 0'));
    expect(await ask()).toEqual(success('access 0'));
    expect(app.proofs()).toBe(1);
    expect(world.server.presented).toEqual([]);
  });

  it('does not keep a dead token that was kept while the clock was set back', async () => {
    const receivedAt = world.clock.now();
    begin({ tokens: { receivedAt } });
    world.sleepThrough(2 * hour);
    world.clock.setWall(-3 * hour);
    app = world.start(false);
    expect(await ask()).toEqual(success('access 1'));
    expect(app.proofs()).toBe(1);
  });

  it('keeps a token that was kept and is good, though it seems to come from the future', async () => {
    world.clock.setWall(-3 * hour);
    app = world.start(false);
    expect(await ask()).toEqual(success('access 0'));
    expect(world.server.presented).toEqual([]);
  });

  it('is missed when a server does not tell it, and what may be dead is renewed', async () => {
    world.clock.setWall(-3 * hour);
    world.server.tellsTime = false;
    app = world.start(false);
    expect(await ask()).toEqual(success('access 1'));
  });

  it('is not asked for while a token is good and the clocks agree', async () => {
    world.pass(hour / 2);
    await ask();
    expect(app.proofs()).toBe(0);
  });
});

describe('a renewal that was certainly not sent', () => {
  it('goes to those who wait, takes back what was written down, and the next call tries again', async () => {
    world.pass(hour);
    world.server.fates.push('unsent');
    expect(await ask()).toEqual(failure({ code: 'offline' }));
    expect(world.disk.log).toEqual(['load', 'intend refresh 0', 'withdraw']);
    expect(world.disk.intent).toBeNull();
    expect(await ask()).toEqual(success('access 1'));
    expect(app.renewals).toEqual(['offline', 'well']);
    expect(app.ended).toEqual([]);
  });

  it('because the server asked for patience waits as long as it asked, with any clock', async () => {
    world.pass(hour);
    world.server.fates.push('patience');
    const asked = { code: 'tooManyRequests', retryAt: world.clock.now() + 30_000 } as const;
    for (let call = 0; call < 3; call += 1) expect(await ask()).toEqual(failure(asked));
    expect(world.server.presented).toHaveLength(1);
    world.clock.setWall(-hour);
    world.pass(30_000);
    expect(await ask()).toEqual(success('access 1'));
  });

  it('is tried at once when a person asks for that', async () => {
    world.pass(hour);
    world.server.fates.push('patience');
    await ask();
    expect(await app.broker.tryAgain()).toEqual(success('access 1'));
  });
});

describe('a lost answer', () => {
  it('is followed by one deliberate attempt, after a second and after the network has proven itself', async () => {
    world.pass(hour);
    world.server.fates.push('lostBefore');
    const waiting = ask();
    await settle();
    world.pass(999);
    await settle();
    expect(app.proofs()).toBe(1);
    expect(world.server.presented).toEqual(['refresh 0']);
    world.pass(1);
    expect(await waiting).toEqual(success('access 1'));
    expect(app.proofs()).toBe(2);
    expect(world.server.presented).toEqual(['refresh 0', 'refresh 0']);
    expect(app.renewals).toEqual([]);
  });

  it('is not noticed with a server that forgives a repetition for ten seconds', async () => {
    begin({ grace: 10_000 });
    world.pass(hour);
    world.server.fates.push('lostAfter');
    expect(await askInTime()).toMatchObject({ ok: true });
    expect(app.ended).toEqual([]);
  });

  it('makes it an interrupted sign-in when the server refuses the repetition, and says nothing of age', async () => {
    world.pass(hour);
    world.server.fates.push('lostAfter');
    expect(await askInTime()).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(app.ended).toEqual(['interrupted']);
    expect(app.ages).toEqual([]);
  });

  it('is not followed by anything while the network has not proven itself, and later by itself', async () => {
    world.pass(hour);
    world.server.fates.push('lostBefore');
    const waiting = ask();
    await settle();
    world.server.isOut = true;
    expect(await world.passUntil(waiting)).toEqual(failure({ code: 'offline' }));
    expect(app.renewals).toEqual(['ambiguous']);
    await world.live(2 * 60_000);
    expect(world.server.presented).toEqual(['refresh 0']);
    expect(app.proofs()).toBeGreaterThan(3);
    world.server.isOut = false;
    await world.live(61_000);
    expect(world.server.presented).toEqual(['refresh 0', 'refresh 0']);
    expect(app.renewals).toEqual(['ambiguous', 'well']);
    expect(await ask()).toEqual(success('access 1'));
  });

  it('stays written down when the repetition was not sent', async () => {
    world.pass(hour);
    world.server.fates.push('lostBefore', 'unsent');
    expect(await askInTime()).toMatchObject({ ok: false });
    expect(world.disk.intent).toBe('refresh 0');
    expect(app.renewals).toEqual(['ambiguous']);
  });

  it('stays written down when the app was refused, and is remembered when it is let in again', async () => {
    world.pass(hour);
    world.server.fates.push('lostBefore', 'appRefused');
    await askInTime();
    expect(app.ended).toEqual(['appRefused']);
    expect(world.disk.intent).toBe('refresh 0');
    expect(await world.passUntil(app.broker.tryAgain())).toEqual(success('access 1'));
    expect(app.proofs()).toBe(3);
  });

  it('keeps nobody from a token that is good yet', async () => {
    world.server.fates.push('lostBefore');
    const renewing = app.broker.keepAlive();
    await settle();
    expect(await ask()).toEqual(success('access 0'));
    await world.passUntil(renewing);
  });

  it('of a server that asks for patience is left alone until that is over', async () => {
    world.pass(hour);
    world.server.patience = 20_000;
    world.server.fates.push('trouble');
    expect(await ask()).toMatchObject({ error: { code: 'serverUnavailable' } });
    await world.live(19_500);
    expect(world.server.presented).toHaveLength(1);
    await world.live(1_000);
    expect(world.server.presented).toHaveLength(2);
    expect(app.renewals).toEqual(['ambiguous', 'well']);
  });
});

describe('an app that starts with a renewal under way', () => {
  beforeEach(async () => {
    world.pass(hour);
    void ask();
    world.server.fates.push('lostBefore');
    await settle();
    world.kill(app);
    app = world.start(false);
  });

  it('proves the network and finishes it by itself', async () => {
    await settle();
    expect(app.proofs()).toBe(1);
    expect(app.renewals).toEqual(['well']);
    expect(await ask()).toEqual(success('access 1'));
  });

  it('finishes it before anybody gets a token', async () => {
    expect(await ask()).toEqual(success('access 1'));
    expect(world.server.presented).toEqual(['refresh 0', 'refresh 0']);
  });

  it('calls it interrupted when the server refuses', async () => {
    world.server.revoke();
    await settle();
    expect(app.ended).toEqual(['interrupted']);
  });
});

describe('a refusal', () => {
  it('is told once, with the age of what was refused, and nothing is sent any more', async () => {
    world.server.revoke();
    world.pass(3 * hour);
    const refusal = failure({ code: 'needsSignIn', detail: 'invalid_grant' });
    expect(await ask()).toEqual(refusal);
    expect(await ask('access 0')).toEqual(refusal);
    expect(await app.broker.keepAlive()).toEqual(refusal);
    expect(await app.broker.tryAgain()).toEqual(refusal);
    expect(app.ended).toEqual(['rejected']);
    expect(app.ages).toEqual([[3 * hour, 'dead']]);
    expect(world.server.presented).toHaveLength(1);
  });

  it('that arrives while a person tries again is not tried again', async () => {
    world.server.revoke();
    world.pass(hour);
    const asked = ask();
    const again = app.broker.tryAgain();
    await asked;
    expect(await again).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(world.server.presented).toHaveLength(1);
  });

  it('of the app is over when the person tries again after the app was let in', async () => {
    world.pass(hour);
    world.server.fates.push('appRefused');
    expect(await ask()).toEqual(failure({ code: 'needsSignIn' }));
    expect(world.disk.intent).toBeNull();
    expect(await ask()).toEqual(failure({ code: 'needsSignIn' }));
    expect(world.server.presented).toHaveLength(1);
    expect(await app.broker.tryAgain()).toEqual(success('access 1'));
    expect(app.ended).toEqual(['appRefused']);
  });
});

describe('an access that can’t be renewed', () => {
  beforeEach(() => begin({ tokens: { refreshToken: null } }));

  it('ends with its token, without a request', async () => {
    expect(await ask()).toEqual(success('access 0'));
    world.pass(hour);
    expect(await ask()).toEqual(failure({ code: 'needsSignIn' }));
    expect(app.ended).toEqual(['notRenewable']);
    expect([app.proofs(), world.server.presented, world.disk.log]).toEqual([0, [], []]);
  });

  it('does not end because the clock was set forward: the server is asked for the time', async () => {
    world.clock.setWall(72 * hour);
    world.server.isOut = true;
    expect(await ask()).toEqual(failure({ code: 'offline' }));
    world.server.isOut = false;
    expect(await ask()).toEqual(success('access 0'));
    expect(app.ended).toEqual([]);
  });

  it('tells when it ends, and has no refresh token to speak of', () => {
    expect(app.broker.endsIn()).toBe(hour - 60_000);
    world.pass(60_000);
    expect(app.broker.endsIn()).toBe(hour - 120_000);
    expect(app.broker.refreshToken()).toBeNull();
    begin();
    expect(app.broker.endsIn()).toBeNull();
  });

  it('is not ended early by keeping it alive', async () => {
    expect(await app.broker.keepAlive()).toEqual(success('access 0'));
    expect(app.ended).toEqual([]);
  });

  it('that the API rejects is over', async () => {
    expect(await ask('access 0')).toEqual(failure({ code: 'needsSignIn' }));
    expect(app.ended).toEqual(['notRenewable']);
  });
});

describe('keeping alive', () => {
  it('renews a token that is good, after the network has proven itself', async () => {
    expect(await app.broker.keepAlive()).toEqual(success('access 1'));
    expect(app.proofs()).toBe(1);
    expect(app.broker.refreshToken()).toMatchObject({
      age: 0,
      tokens: { accessToken: 'access 1' },
    });
  });

  it('sends nothing while the network does not prove itself, and hands out the good token meanwhile', async () => {
    world.server.isOut = true;
    expect(await app.broker.keepAlive()).toEqual(failure({ code: 'offline' }));
    expect(world.server.presented).toEqual([]);
    expect(world.disk.log).toEqual(['load']);
    expect(await ask()).toEqual(success('access 0'));
    expect(app.renewals).toEqual(['offline']);
  });

  it('that failed is made good when the person tries again', async () => {
    world.server.isOut = true;
    await app.broker.keepAlive();
    world.server.isOut = false;
    expect(await app.broker.tryAgain()).toEqual(success('access 1'));
    expect(app.renewals).toEqual(['offline', 'well']);
  });
});

describe('new tokens that can’t be saved', () => {
  /** Asks, and lets the disk fail before the first save. */
  function failAtSave(trouble: 'storageFailed' | 'storageLocked') {
    world.pass(hour);
    world.server.onAnswered = () => {
      world.disk.trouble = trouble;
      world.server.onAnswered = () => undefined;
    };
    return ask();
  }

  it.each(['storageFailed', 'storageLocked'] as const)(
    '(%s) are held back while their save is repeated three times, and the refresh never',
    async (trouble) => {
      expect(await world.passUntil(failAtSave(trouble))).toEqual(failure({ code: trouble }));
      expect(world.disk.log.filter((call) => call.startsWith('save'))).toHaveLength(3);
      expect(app.renewals).toEqual([trouble]);
      expect(await askInTime()).toEqual(failure({ code: trouble }));
      world.disk.trouble = null;
      expect(await ask()).toEqual(success('access 1'));
      expect(app.renewals).toEqual([trouble, 'well']);
      expect(world.server.presented).toEqual(['refresh 0']);
    },
  );

  it('and then can are not noticed by those who wait', async () => {
    const waiting = failAtSave('storageFailed');
    await settle();
    world.disk.trouble = null;
    expect(await world.passUntil(waiting)).toEqual(success('access 1'));
    expect(app.renewals).toEqual([]);
  });

  it('are saved by themselves when they can be, though nobody asks', async () => {
    await world.passUntil(failAtSave('storageFailed'));
    world.disk.trouble = null;
    await world.live(5_000);
    expect(world.disk.tokens()).toMatchObject({ refreshToken: 'refresh 1' });
    expect(app.renewals).toEqual(['storageFailed', 'well']);
  });

  it('for hours are renewed before they are handed out', async () => {
    await world.passUntil(failAtSave('storageFailed'));
    world.pass(2 * hour);
    world.disk.trouble = null;
    expect(await ask()).toEqual(success('access 2'));
    expect(world.server.presented).toEqual(['refresh 0', 'refresh 1']);
  });

  it('are not taken for used up by another process, which has to wait', async () => {
    await world.passUntil(failAtSave('storageLocked'));
    const other = world.start(false);
    world.disk.trouble = null;
    const asked = world.ask(other, 'access 0');
    await settle();
    expect(world.server.presented).toEqual(['refresh 0']);
    await world.live(5_000);
    expect(await asked).toEqual(success('access 1'));
    expect(world.server.presented).toEqual(['refresh 0']);
  });
});

describe('what can’t be written down', () => {
  it('is not sent, because it could not be saved afterwards either', async () => {
    world.pass(hour);
    world.disk.trouble = 'storageFailed';
    expect(await ask()).toEqual(failure({ code: 'storageFailed' }));
    expect(world.server.presented).toEqual([]);
    expect(app.renewals).toEqual(['storageFailed']);
    world.disk.trouble = null;
    expect(await ask()).toEqual(success('access 1'));
    expect(app.renewals).toEqual(['storageFailed', 'well']);
  });

  it('because the keyring is locked is not sent', async () => {
    world.pass(hour);
    world.disk.trouble = 'storageLocked';
    expect(await ask()).toEqual(failure({ code: 'storageLocked' }));
    expect(world.server.presented).toEqual([]);
    expect(app.renewals).toEqual(['storageLocked']);
  });
});

describe('a computer that falls asleep', () => {
  beforeEach(() => world.pass(hour));

  it('starts no renewal, and begins with a proof of the network when it is awake', async () => {
    world.suspend(app);
    const waiting = ask();
    await settle();
    expect(world.disk.log).toEqual([]);
    world.resume(app);
    expect(await waiting).toEqual(success('access 1'));
    expect(app.proofs()).toBe(1);
  });

  it('and then does not is held up for half a minute, and no longer', async () => {
    world.suspend(app);
    const waiting = ask();
    await world.live(29_500);
    expect(world.server.presented).toEqual([]);
    await world.live(500);
    expect(await waiting).toEqual(success('access 1'));
  });

  it('and wakes up only to fall asleep again stays without a renewal', async () => {
    world.suspend(app);
    const waiting = ask();
    await settle();
    world.resume(app);
    world.suspend(app);
    await settle();
    expect(world.server.presented).toEqual([]);
    world.resume(app);
    expect(await waiting).toEqual(success('access 1'));
  });

  it.each(['load', 'intend refresh 0'])(
    'during “%s” stops before anything is sent, and takes back what was written down',
    async (step) => {
      const reached = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      begin({
        turn: async (what) => {
          if (what !== step) return;
          reached.resolve();
          await goOn.promise;
        },
      });
      world.pass(hour);
      const waiting = ask();
      await reached.promise;
      world.suspend(app);
      goOn.resolve();
      expect(await waiting).toMatchObject({ ok: false });
      expect(world.server.presented).toEqual([]);
      expect(world.disk.intent).toBeNull();
      world.resume(app);
      expect(await ask()).toEqual(success('access 1'));
    },
  );
});

describe('another process', () => {
  it('that has renewed the session is followed without a request', async () => {
    const other = world.start(false);
    world.pass(hour);
    expect(await ask()).toEqual(success('access 1'));
    expect(await world.ask(other)).toEqual(success('access 1'));
    expect(world.server.presented).toEqual(['refresh 0']);
  });

  it('that has renewed it long ago is followed, and its tokens are renewed', async () => {
    const other = world.start(false);
    world.pass(hour);
    await ask();
    world.pass(hour);
    expect(await world.ask(other)).toEqual(success('access 2'));
    expect(world.server.presented).toEqual(['refresh 0', 'refresh 1']);
  });

  it('that renews and does not come to an end is told after a minute', async () => {
    const stuck = Promise.withResolvers<void>();
    let isStuck = true;
    begin({ turn: (what) => (what === 'message' && isStuck ? stuck.promise : Promise.resolve()) });
    const other = world.start(false);
    world.pass(hour);
    const first = ask();
    await settle();
    const second = await world.passUntil(world.ask(other));
    expect(second).toEqual(failure({ code: 'busyElsewhere' }));
    expect(world.server.presented).toHaveLength(1);
    isStuck = false;
    stuck.resolve();
    expect(await first).toEqual(success('access 1'));
    expect(await world.ask(other)).toEqual(success('access 1'));
  });

  it('that has taken the lock meanwhile is not crossed', async () => {
    world.pass(hour);
    world.lock.isLost = true;
    expect(await ask()).toEqual(failure({ code: 'busyElsewhere' }));
    expect(world.server.presented).toEqual([]);
  });

  it('that lost its answer and died is followed with a proof, and its loss is called what it is', async () => {
    const other = world.start(false);
    world.pass(hour);
    world.server.fates.push('lostAfter');
    void ask();
    await settle();
    world.kill(app);
    expect(await world.ask(other)).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(other.proofs()).toBe(1);
    expect(other.ended).toEqual(['interrupted']);
    expect(other.ages).toEqual([]);
  });

  it.each(['rejected', 'interrupted', 'expired'] as const)(
    'that has ended the session as %s is believed, and nothing is sent',
    async (gone) => {
      world.server.revoke();
      await ask('access 0');
      world.hasLostAnswer = true;
      world.disk.kept = {
        tokens: { ...world.server.issue(), accessToken: 'access 0' },
        intent: null,
      };
      const other = world.start();
      world.disk.kept = { gone };
      expect(await world.ask(other, 'access 0')).toEqual(failure({ code: 'needsSignIn' }));
      expect(other.ended).toEqual([gone]);
      expect(world.server.presented).toHaveLength(1);
    },
  );

  it('that has left something unreadable leaves us with what we have', async () => {
    world.pass(hour);
    world.disk.kept = 'unreadable';
    expect(await ask()).toEqual(success('access 1'));
    expect(world.disk.tokens()).toMatchObject({ refreshToken: 'refresh 1' });
  });
});

describe('a closed broker', () => {
  /** Stops the world at a step, and closes the broker there. */
  async function closeAt(
    step: string,
  ): Promise<{ named: string | null; waiting: Promise<unknown> }> {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    begin({
      turn: async (what) => {
        if (what !== step) return;
        reached.resolve();
        await goOn.promise;
      },
    });
    world.pass(hour);
    const waiting = ask();
    await reached.promise;
    const named = world.close(app);
    goOn.resolve();
    return { named, waiting };
  }

  it.each(['load', 'intend refresh 0', 'message', 'save access 1'])(
    'at “%s” hands out nothing, and nobody is told anything',
    async (step) => {
      const { waiting } = await closeAt(step);
      expect(await waiting).toEqual(failure({ code: 'needsSignIn' }));
      expect(await ask()).toEqual(failure({ code: 'needsSignIn' }));
      expect(await app.broker.keepAlive()).toEqual(failure({ code: 'needsSignIn' }));
      expect(await app.broker.tryAgain()).toEqual(failure({ code: 'needsSignIn' }));
      expect([app.ended, app.renewals]).toEqual([[], []]);
    },
  );

  it('drops the tokens that come late', async () => {
    const { named, waiting } = await closeAt('message');
    expect(named).toBe('refresh 0');
    await waiting;
    expect(app.discarded.map(({ refreshToken }) => refreshToken)).toEqual(['refresh 1']);
    expect(world.disk.tokens()).toMatchObject({ refreshToken: 'refresh 0' });
  });

  it.each(['load', 'intend refresh 0'])('at “%s” sends nothing', async (step) => {
    await (await closeAt(step)).waiting;
    expect(world.server.presented).toEqual([]);
  });

  it('writes nothing down any more, not even for a deliberate attempt', async () => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    begin({
      turn: async (what) => {
        if (what !== 'proof') return;
        reached.resolve();
        await goOn.promise;
      },
    });
    world.pass(hour);
    world.server.fates.push('lostBefore');
    const waiting = ask();
    await settle();
    world.pass(1_000);
    await reached.promise;
    world.close(app);
    const written = world.disk.log.length;
    goOn.resolve();
    await waiting;
    expect(world.disk.log).toHaveLength(written);
  });

  it('names the newest refresh token, saved or not', async () => {
    const { named } = await closeAt('save access 1');
    expect(named).toBe('refresh 1');
  });

  it('saves nothing that could not be saved before, also when a person tries again just then', async () => {
    const step = Promise.withResolvers<void>();
    begin({
      turn: async (what) => {
        if (!what.startsWith('save')) return;
        world.disk.trouble = 'storageFailed';
        await step.promise;
      },
    });
    world.pass(hour);
    const asked = ask();
    await settle();
    const again = app.broker.tryAgain();
    step.resolve();
    await settle();
    world.close(app);
    world.disk.trouble = null;
    await world.passUntil(Promise.all([asked, again]));
    expect(world.disk.tokens()).toMatchObject({ refreshToken: 'refresh 0' });
  });

  it('lets go of the lock that it kept for tokens that could not be saved', async () => {
    world.pass(hour);
    world.server.onAnswered = () => {
      world.disk.trouble = 'storageFailed';
    };
    await askInTime();
    const other = world.start(false);
    world.close(app);
    // What it has received is gone with it.
    world.hasLostAnswer = true;
    world.disk.trouble = null;
    expect(await world.ask(other, 'access 0')).toEqual(
      failure({ code: 'needsSignIn', detail: 'invalid_grant' }),
    );
  });
});

describe('finishing', () => {
  it('waits for what is under way, and saves it', async () => {
    const message = Promise.withResolvers<void>();
    begin({ turn: (what) => (what === 'message' ? message.promise : Promise.resolve()) });
    world.pass(hour);
    void ask();
    await settle();
    let isFinished = false;
    const finished = app.broker.finish().then(() => {
      isFinished = true;
    });
    await settle();
    expect(isFinished).toBe(false);
    message.resolve();
    await finished;
    expect(world.disk.tokens()).toMatchObject({ refreshToken: 'refresh 1' });
  });

  it('starts nothing any more', async () => {
    await app.broker.finish();
    world.pass(hour);
    expect(await ask()).toMatchObject({ ok: false });
    expect(world.server.presented).toEqual([]);
    expect(world.disk.log).toEqual([]);
  });

  it('stops a renewal that has not been sent, and takes back what was written down', async () => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    begin({
      turn: async (what) => {
        if (what !== 'intend refresh 0') return;
        reached.resolve();
        await goOn.promise;
      },
    });
    world.pass(hour);
    const waiting = ask();
    await reached.promise;
    const finished = app.broker.finish();
    goOn.resolve();
    await finished;
    expect(await waiting).toMatchObject({ ok: false });
    expect(world.server.presented).toEqual([]);
    expect(world.disk.intent).toBeNull();
  });

  it('waits for a proof that is under way, and for all that comes of it', async () => {
    const proof = Promise.withResolvers<void>();
    begin({ turn: (what) => (what === 'proof' ? proof.promise : Promise.resolve()) });
    const renewing = app.broker.keepAlive();
    await settle();
    const finished = app.broker.finish().then(() => world.disk.log.length);
    await settle();
    proof.resolve();
    const atTheEnd = await finished;
    await renewing;
    await settle();
    expect(world.disk.log).toHaveLength(atTheEnd);
    expect(world.server.presented).toEqual([]);
  });

  it('takes no lock any more for an attempt that a sleep has held up', async () => {
    world.pass(hour);
    world.server.fates.push('lostBefore');
    const waiting = ask();
    await settle();
    world.suspend(app);
    world.pass(1_000);
    await settle();
    await app.broker.finish();
    await waiting;
    expect(world.disk.log).toEqual(['load', 'intend refresh 0']);
  });

  it('waits for no deliberate attempt, which the next start makes', async () => {
    world.pass(hour);
    world.server.fates.push('lostBefore');
    void ask();
    await settle();
    await app.broker.finish();
    expect(world.server.presented).toEqual(['refresh 0']);
    expect(world.disk.wasIntended).toBe(true);
  });
});

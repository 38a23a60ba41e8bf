import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import type { AccountList, SessionState } from '../../../electron/contract/session.ts';
import { settle } from './broker-world.ts';
import { hour } from './sample-session.ts';
import { keyOf, SessionWorld } from './session-world.ts';

let world: SessionWorld;
beforeEach(() => {
  world = new SessionWorld();
});

const shown = (state: SessionState): string =>
  'account' in state ? `${state.status} ${state.account.user.login}` : state.status;
const holder = (token: string): string => {
  const user = world.identity.identify(token);
  return user.ok ? user.value.login : 'nobody';
};

describe('signing in', () => {
  it('tells each step once, and ends with the account', async () => {
    await world.signInAs('maria');
    const steps = world.states.map((state) => ('step' in state ? state.step : shown(state)));
    expect(steps).toEqual(['openingBrowser', 'waitingForBrowser', 'finishing', 'signedIn maria']);
  });

  it('keeps the account before it, which can be put in force at once', async () => {
    await world.signInAs('maria');
    await world.signInAs('ivan');
    expect(
      world.session.accounts().accounts.map(({ user, isCurrent }) => [user.login, isCurrent]),
    ).toEqual([
      ['ivan', true],
      ['maria', false],
    ]);
    const asked = world.identity.paths.length;
    expect(await world.session.switchAccount(keyOf('maria'))).toMatchObject({ ok: true });
    expect(shown(world.session.state())).toBe('signedIn maria');
    const token = await world.session.accessToken();
    expect(token.ok && holder(token.value)).toBe('maria');
    expect(world.identity.paths).toHaveLength(asked);
  });

  it('that is cancelled leaves everything as it was', async () => {
    await world.signInAs('maria');
    const before = world.disk.snapshot();
    const signingIn = world.signIn(true);
    await settle();
    await world.session.cancelSignIn();
    expect(await signingIn).toEqual(failure({ code: 'cancelled' }));
    expect(shown(world.session.state())).toBe('signedIn maria');
    expect(world.disk.snapshot()).toEqual(before);
  });

  it('gives way to a later one, and neither opens the browser after it was cancelled', async () => {
    const first = world.signIn(true);
    while (world.opened.length === 0) await settle();
    const second = world.signIn(true);
    await world.session.cancelSignIn();
    expect(await Promise.all([first, second])).toEqual([
      failure({ code: 'cancelled' }),
      failure({ code: 'cancelled' }),
    ]);
    expect(world.opened).toHaveLength(1);
    expect(world.session.state()).toEqual({ status: 'signedOut' });
  });

  it('again keeps the account’s database key, and gives back the sign-in before', async () => {
    await world.signInAs('maria');
    const before = await world.session.databaseKey();
    await world.signInAs('maria');
    expect(await world.session.databaseKey()).toEqual(before);
    expect(world.session.accounts().accounts).toHaveLength(1);
  });

  it('that can’t be kept is given up and revoked, and the one before it goes on', async () => {
    await world.signInAs('maria');
    const old = await world.session.accessToken();
    world.disk.space = 0;
    await expect(world.signInAs('maria')).rejects.toThrow('storageFailed');
    for (let round = 0; world.identity.revoked.length === 0 && round < 100; round += 1)
      await settle();
    expect(world.identity.revoked).toHaveLength(1);
    expect(await world.session.accessToken()).toEqual(old);
    world.disk.space = Number.POSITIVE_INFINITY;
    await world.restart();
    expect(await world.session.accessToken()).toEqual(old);
  });

  it('as somebody who is to be forgotten touches no disk, and makes the app forget what was kept before', async () => {
    await world.signInAs('maria', false);
    expect(await world.folders()).toEqual([]);
    await world.signInAs('maria', true);
    expect(await world.folders()).toEqual([keyOf('maria')]);
    await world.signInAs('maria', false);
    expect(await world.folders()).toEqual([]);
    await world.restart();
    expect(world.session.state()).toEqual({ status: 'signedOut' });
  });

  it('that fails in a way that nobody thought of can be begun again', async () => {
    world.identity.isProfileBroken = true;
    await expect(world.signInAs('maria')).rejects.toThrow('Nobody thought of this.');
    world.identity.isProfileBroken = false;
    await world.signInAs('maria');
    expect(shown(world.session.state())).toBe('signedIn maria');
  });
});

describe('signing out', () => {
  it('removes everything from this computer, and revokes the refresh token', async () => {
    await world.signInAs('maria');
    const token = await world.session.accessToken();
    expect(await world.session.signOut()).toEqual(success(null));
    expect(world.session.state()).toEqual({ status: 'signedOut' });
    expect(world.disk.snapshot()).toEqual({});
    expect(world.identity.revoked).toHaveLength(1);
    expect(await world.session.accessToken(token.ok ? token.value : '')).toEqual(
      failure({ code: 'needsSignIn' }),
    );
    expect(await world.session.databaseKey()).toEqual(failure({ code: 'needsSignIn' }));
  });

  it('ends a sign-in that is under way', async () => {
    await world.signInAs('maria');
    const signingIn = world.signIn(true);
    for (let round = 0; world.opened.length < 2 && round < 500; round += 1) await settle();
    expect(await world.session.signOut()).toEqual(success(null));
    expect(await signingIn).toEqual(failure({ code: 'cancelled' }));
    expect(world.session.state()).toEqual({ status: 'signedOut' });
  });

  it('and in again gives the local copy another key, though nothing is kept', async () => {
    await world.signInAs('maria', false);
    const before = await world.session.databaseKey();
    expect(await world.session.databaseKey()).toEqual(before);
    await world.session.signOut();
    await world.signInAs('maria', false);
    const after = await world.session.databaseKey();
    expect(after).toMatchObject({ ok: true });
    expect(after).not.toEqual(before);
  });

  it('leaves the other accounts alone, and puts none of them in force by itself', async () => {
    await world.signInAs('maria');
    await world.signInAs('ivan');
    await world.session.signOut();
    expect(world.session.state()).toEqual({ status: 'signedOut' });
    expect(world.session.accounts().accounts).toMatchObject([
      { user: { login: 'maria' }, isCurrent: false, status: 'signedIn' },
    ]);
    expect(await world.folders()).toEqual([keyOf('maria')]);
  });

  it('shows the account no more while its files are still being removed, and makes no key for it', async () => {
    await world.signInAs('maria');
    world.isGateClosed = true;
    const leaving = world.session.signOut();
    for (let round = 0; world.waiting === 0 && round < 100; round += 1) await settle();
    const key = world.session.databaseKey();
    expect(world.session.state()).toEqual({ status: 'signedOut' });
    world.openGate();
    await leaving;
    expect(await key).toEqual(failure({ code: 'needsSignIn' }));
    expect(world.disk.snapshot()).toEqual({});
  });

  it('does not throw out an account that is put in force meanwhile', async () => {
    await world.signInAs('maria');
    await world.signInAs('ivan');
    world.isGateClosed = true;
    const leaving = world.session.signOut();
    for (let round = 0; world.waiting === 0 && round < 100; round += 1) await settle();
    await world.session.switchAccount(keyOf('maria'));
    world.openGate();
    await leaving;
    expect(shown(world.session.state())).toBe('signedIn maria');
  });

  it('without the network is finished later by itself, and shown until the person has ended it', async () => {
    await world.signInAs('maria');
    world.identity.isOut = true;
    await world.session.signOut();
    expect(Object.keys(world.disk.snapshot())).toMatchObject([/^\/data\/sign-outs\//]);
    const [unfinished] = world.session.accounts().unfinishedSignOuts;
    expect(unfinished).toMatchObject({ user: { login: 'maria' } });
    world.identity.isOut = false;
    for (let round = 0; world.identity.revoked.length === 0 && round < 500; round += 1) {
      world.clock.advance(1_000);
      await settle();
    }
    expect(world.identity.revoked).toHaveLength(1);
    expect(await world.session.finishSignOut(unfinished?.id ?? '')).toEqual(success(null));
    expect(world.session.accounts().unfinishedSignOuts).toEqual([]);
    expect(world.disk.snapshot()).toEqual({});
  });

  it('of one that is to be forgotten, without the network, touches no disk', async () => {
    await world.signInAs('maria', false);
    world.identity.isOut = true;
    await world.session.signOut();
    await settle();
    expect(world.disk.log.filter((entry) => entry.startsWith('write'))).toEqual([]);
    expect(world.session.accounts().unfinishedSignOuts).toHaveLength(1);
  });
});

describe('a start', () => {
  it('takes up all accounts, and begins with the one that was in force', async () => {
    await world.signInAs('maria');
    await world.signInAs('ivan');
    await world.session.switchAccount(keyOf('maria'));
    await settle();
    await world.restart();
    expect(shown(world.session.state())).toBe('signedIn maria');
    for (let round = 0; round < 50; round += 1) await settle();
    expect(
      world.session.accounts().accounts.map(({ user, status }) => [user.login, status]),
    ).toEqual([
      ['ivan', 'signedIn'],
      ['maria', 'signedIn'],
    ]);
  });

  it('with nothing kept is signed out', async () => {
    await world.session.start();
    expect(world.session.state()).toEqual({ status: 'signedOut' });
    expect(world.states).toEqual([]);
  });
});

describe('the state', () => {
  it('tells whether the instance can be reached, once', async () => {
    await world.signInAs('maria');
    world.states.length = 0;
    world.session.reportConnection(false);
    world.session.reportConnection(false);
    world.session.reportConnection(true);
    expect(world.states.map(shown)).toEqual(['signedInOffline maria', 'signedIn maria']);
  });

  it('of another account is not offline because the one before was', async () => {
    await world.signInAs('maria');
    await world.signInAs('ivan');
    world.session.reportConnection(false);
    await world.session.switchAccount(keyOf('maria'));
    expect(shown(world.session.state())).toBe('signedIn maria');
  });

  it('is told no more to whoever has stopped listening', async () => {
    const heard: string[] = [];
    const stop = world.session.onChange((state) => heard.push(shown(state)));
    const stopList = world.session.onAccountsChange(() => heard.push('list'));
    stop();
    stopList();
    await world.signInAs('maria');
    expect(heard).toEqual([]);
  });

  it('can’t be switched to an account that there is not', async () => {
    await world.signInAs('maria');
    expect(await world.session.switchAccount(keyOf('ivan'))).toEqual(
      failure({ code: 'badRequest' }),
    );
    expect(shown(world.session.state())).toBe('signedIn maria');
  });
});

describe('an account that is not the one in the window', () => {
  it('is kept alive all the same', async () => {
    await world.signInAs('maria');
    await world.signInAs('ivan');
    world.identity.now += 19 * hour;
    world.clock.advance(19 * hour);
    for (let round = 0; world.identity.presented.length < 2 && round < 500; round += 1)
      await settle();
    expect(world.identity.presented).toHaveLength(2);
  });
});

const logins = ['maria', 'ivan', 'elena'] as const;
const person = fc.constantFrom(...logins);

type Step =
  | { readonly kind: 'sign in'; readonly stay: boolean; readonly login: string | null }
  | { readonly kind: 'switch'; readonly login: string }
  | {
      readonly kind: 'cancel' | 'sign out' | 'token' | 'renew' | 'key' | 'again' | 'sleep' | 'wait';
    };

const signIns = fc.record({
  kind: fc.constant('sign in' as const),
  stay: fc.boolean(),
  login: fc.option(person, { freq: 6 }),
});
const others = fc.constantFrom(
  ...(['cancel', 'sign out', 'token', 'renew', 'renew', 'key', 'again', 'sleep', 'wait'] as const),
);

const steps = fc.array(
  fc.record({
    step: fc.oneof(
      { weight: 4, arbitrary: signIns },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('switch' as const), login: person }) },
      { weight: 6, arbitrary: fc.record({ kind: others }) },
    ) satisfies fc.Arbitrary<Step>,
    /** Which of those at the gate are let through before the next step. */
    through: fc.array(fc.nat(7), { maxLength: 25, size: 'max' }),
  }),
  { minLength: 4, maxLength: 16, size: 'max' },
);

/** Lives through steps, watches what may never happen, and returns it. */
class Watch {
  readonly wrong: string[] = [];
  readonly pending: Promise<unknown>[] = [];
  signingOut = 0;
  /** The keys of local copies, by account and by sign-in of it. */
  readonly keys = new Map<string, string>();
  /** Which accounts are kept between starts, as far as it was told; with it goes the key. */
  readonly kept = new Map<string, boolean>();
  /** Counts the times that a key may have changed. */
  changes = 0;

  constructor() {
    const keysIn = ({ accounts }: AccountList): string[] => accounts.map(({ key }) => key);
    // Those who are there before the first step can leave with it.
    let before = keysIn(world.session.accounts());
    this.#followStorage();
    world.session.onAccountsChange((list) => {
      const { accounts } = list;
      const now = keysIn(list);
      const gone = before.filter((key) => !now.includes(key));
      for (const key of gone) this.#forgetKey(key);
      if (gone.length > 0 && this.signingOut === 0) this.wrong.push('an account was lost');
      if (accounts.filter(({ isCurrent }) => isCurrent).length > 1) this.wrong.push('two current');
      before = now;
      this.#followStorage();
    });
    let told: SessionState | null = null;
    world.session.onChange((state) => {
      if (told !== null && JSON.stringify(told) === JSON.stringify(state)) {
        this.wrong.push('the same state was told twice');
      }
      told = state;
      this.#followStorage();
      const current = world.session.accounts().accounts.find(({ isCurrent }) => isCurrent);
      if ('account' in state && state.account.key !== current?.key) {
        this.wrong.push('an account was shown that is not the current one');
      }
      if (state.status === 'signedOut' && current !== undefined) {
        this.wrong.push('signed out with a current account');
      }
    });
  }

  do(step: Step): void {
    const { session } = world;
    const account = session.account();
    switch (step.kind) {
      case 'sign in':
        world.atBrowser = step.login;
        this.pending.push(world.signIn(step.stay, account?.key ?? null));
        break;
      case 'switch':
        this.pending.push(session.switchAccount(keyOf(step.login)));
        break;
      case 'cancel':
        this.pending.push(session.cancelSignIn());
        break;
      case 'sign out':
        this.signingOut += 1;
        this.pending.push(
          session.signOut().finally(() => {
            this.signingOut -= 1;
          }),
        );
        break;
      case 'again':
        this.pending.push(session.tryAgain());
        break;
      case 'token':
        this.pending.push(this.#token());
        break;
      case 'renew':
        this.pending.push(
          session.accessToken().then((token) => this.#token(token.ok ? token.value : undefined)),
        );
        break;
      case 'key':
        this.pending.push(this.#key());
        break;
      case 'sleep':
        session.suspend();
        session.resume();
        break;
      case 'wait':
        break;
    }
  }

  /** The state says nothing of it while somebody is signing in; the list is told all the same. */
  #followStorage(): void {
    const account = world.session.account();
    if (account === null) return;
    const isKept = world.session.isKept();
    if ((this.kept.get(account.key) ?? isKept) !== isKept) this.#forgetKey(account.key);
    this.kept.set(account.key, isKept);
  }

  #forgetKey(key: string): void {
    this.keys.delete(key);
    this.changes += 1;
  }

  async #token(rejected?: string): Promise<void> {
    const login = world.session.account()?.user.login;
    const token = await world.session.accessToken(rejected);
    if (token.ok && holder(token.value) !== login) this.wrong.push('a token of somebody else');
  }

  async #key(): Promise<void> {
    const account = world.session.account()?.key ?? '';
    const { signingOut, changes } = this;
    const key = await world.session.databaseKey();
    const isThere = world.session.accounts().accounts.some((one) => one.key === account);
    if (!key.ok || !isThere || this.signingOut !== signingOut || this.changes !== changes) return;
    const hex = Buffer.from(key.value.bytes).toString('hex');
    const known = this.keys.get(account) ?? hex;
    if (known !== hex) this.wrong.push('the key of a local copy has changed');
    for (const [other, theirs] of this.keys) {
      if (other !== account && theirs === hex) this.wrong.push('two accounts share a key');
    }
    this.keys.set(account, hex);
  }
}

describe('people who sign in, sign out, switch and change their minds, in any order', () => {
  it('lose no account, see nobody else’s, and leave nothing behind when they sign out', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        world = new SessionWorld();
        await world.signInAs('maria');
        await world.signInAs('ivan');
        const watch = new Watch();
        world.isGateClosed = true;
        for (const { step, through } of list) {
          watch.do(step);
          for (const choice of through) {
            await settle();
            world.letThrough(choice);
          }
          await settle();
        }
        world.openGate();
        await world.session.cancelSignIn();
        await world.clock.flowUntil(Promise.all(watch.pending));
        await settle();
        expect(watch.wrong).toEqual([]);

        const { session } = world;
        const state = session.state();
        const kept = new Set<string>();
        for (const { key } of session.accounts().accounts) {
          await session.switchAccount(key);
          const own = session.state();
          if (
            'account' in own &&
            'storage' in own.account &&
            own.account.storage.kind === 'system'
          ) {
            kept.add(key);
          }
          expect(await world.clock.flowUntil(session.accessToken())).toMatchObject({ ok: true });
        }
        expect(shown(state)).toMatch(/^signed(In|Out)/);
        expect(await world.folders()).toEqual([...kept].toSorted());

        await world.restart();
        for (let round = 0; round < 30; round += 1) await settle();
        const after = world.session.accounts().accounts;
        expect(after.map(({ key }) => key).toSorted()).toEqual([...kept].toSorted());
        for (const { key, status } of after) {
          expect(status).toBe('signedIn');
          await world.session.switchAccount(key);
          const token = await world.session.accessToken();
          expect(token.ok && keyOf(holder(token.value))).toBe(key);
        }
        await world.session.close();
        const told = world.states.length;
        world.clock.advance(100 * hour);
        await settle();
        expect(world.states).toHaveLength(told);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

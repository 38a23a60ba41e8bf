import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App, maria } from './app.ts';

let app: App;

beforeEach(async () => {
  app = await App.start();
  app.simulator.control.set({ revocationEndpoint: true });
  await app.signIn();
  await app.restart();
});
afterEach(() => app.close());

/** Signs out while nobody answers. */
async function signOutOffline(): Promise<string> {
  app.simulator.control.failNext({ path: '/id/', status: 503 });
  await app.session.signOut();
  const [unfinished] = app.session.accounts().unfinishedSignOuts;
  if (unfinished === undefined) throw new Error('Nothing is left to finish');
  return unfinished.id;
}

const revocations = (): number =>
  app.simulator.control.counts()['POST /id/connect/revocation'] ?? 0;

describe('a sign-out without a network', () => {
  it('is complete on this computer, and keeps sealed what is to be said later', async () => {
    const id = await signOutOffline();
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(app.session.accounts()).toMatchObject({
      accounts: [],
      unfinishedSignOuts: [{ id, user: { login: maria.login } }],
    });
    const files = await app.files();
    expect(Object.keys(files)).toEqual([`sign-outs/${id}.sealed`]);
    expect(JSON.parse(Object.values(files)[0] ?? '')).toMatchObject({
      format: 'safe-storage-wrapper',
    });
  });

  it('revokes the token by itself when the network is back, and opens no browser', async () => {
    const opened = app.opened.length;
    await signOutOffline();
    await expect.poll(revocations).toBe(1);
    expect(app.simulator.control.revokeRefreshTokens(maria.login)).toBe(0);
    expect(app.opened).toHaveLength(opened);
  });

  it('goes on after a restart', async () => {
    app.simulator.control.failNext({ path: '/id/', status: 503, times: 2 });
    await app.session.signOut();
    await app.restart();
    await expect.poll(revocations).toBe(1);
    expect(app.session.accounts().unfinishedSignOuts).toHaveLength(1);
  });

  it('ends in the browser when the person asks for it, and nothing is left', async () => {
    const id = await signOutOffline();
    expect(await app.session.finishSignOut(id)).toEqual({ ok: true, value: null });
    expect(app.opened.at(-1)).toContain('/id/connect/endsession');
    expect(app.session.accounts().unfinishedSignOuts).toEqual([]);
    expect(await app.files()).toEqual({});
    expect(await app.session.finishSignOut(id)).toMatchObject({ error: { code: 'badRequest' } });
  });

  it('is forgotten when the person wants that', async () => {
    const id = await signOutOffline();
    expect(await app.session.dismissSignOut(id)).toEqual({ ok: true, value: null });
    expect(app.session.accounts().unfinishedSignOuts).toEqual([]);
    expect(await app.files()).toEqual({});
  });

  it('does not touch a file that is none of its own', async () => {
    const id = `../settings`;
    expect(await app.session.dismissSignOut(id)).toMatchObject({ error: { code: 'badRequest' } });
  });
});

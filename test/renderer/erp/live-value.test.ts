import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../../electron/contract/session.ts';
import { createLiveValue } from '../../../renderer/erp/live-value.ts';
import { createFakeErp, fakeAccount, signedInAs, untroubled } from '../fake-erp.ts';

const signedOut: SessionState = { status: 'signedOut' };
const signedIn: SessionState = signedInAs(fakeAccount);

describe('a value that follows the main process', () => {
  it('is unknown, then what was answered, then what was told', async () => {
    const erp = createFakeErp(untroubled);
    const live = createLiveValue(erp, 'sessionChanged', () =>
      Promise.resolve({ ok: true, value: signedOut }),
    );
    expect(live.get()).toBeNull();
    await Promise.resolve();
    expect(live.get()).toEqual({ ok: true, value: signedOut });
    erp.tell('sessionChanged', signedIn);
    expect(live.get()).toEqual({ ok: true, value: signedIn });
  });

  it('is not set back by an answer that was on its way when something newer was told', async () => {
    const erp = createFakeErp(untroubled);
    const live = createLiveValue(erp, 'sessionChanged', () =>
      Promise.resolve({ ok: true, value: signedOut }),
    );
    erp.tell('sessionChanged', signedIn);
    await Promise.resolve();
    expect(live.get()).toEqual({ ok: true, value: signedIn });
  });

  it('tells its listeners, until they stop listening', () => {
    const erp = createFakeErp(untroubled);
    const live = createLiveValue(erp, 'sessionChanged', erp.sessionState);
    let heard = 0;
    const stop = live.subscribe(() => {
      heard += 1;
    });
    erp.tell('sessionChanged', signedIn);
    stop();
    erp.tell('sessionChanged', signedOut);
    expect(heard).toBe(1);
  });
});

import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  openSchemeListener,
  type SchemeRedirects,
  schemeRedirectUri,
} from '../../../electron/session/scheme-redirect.ts';

const state = 'the-state-of-this-sign-in';

function setUp() {
  const system = new EventEmitter();
  const redirects: SchemeRedirects = {
    onRedirect(listener) {
      system.on('redirect', listener);
      return () => system.off('redirect', listener);
    },
  };
  return {
    listener: openSchemeListener(redirects, state),
    bring: (query: string) => system.emit('redirect', new URLSearchParams(query)),
    listening: () => system.listenerCount('redirect'),
  };
}

describe('waiting for the app’s own scheme', () => {
  it('ends with the whole redirect, whose address is the registered one character by character', async () => {
    const { listener, bring } = setUp();
    bring(`code=a%20code&state=${state}&iss=https%3A%2F%2Ferp.example%2Fid`);
    const { url } = await listener.callback;
    expect(url.href.startsWith(`${schemeRedirectUri}?`)).toBe(true);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ code: 'a code', state, iss: 'https://erp.example/id' },
    });
  });

  it('ends with the first right redirect, whatever came before and comes after', async () => {
    const { listener, bring } = setUp();
    bring('code=wrong&state=made-up');
    bring(`code=first&state=${state}`);
    bring(`code=second&state=${state}`);
    expect((await listener.callback).url.searchParams.get('code')).toBe('first');
  });

  it('has nobody to show a page to, and does not wait for them', async () => {
    const { listener, bring } = setUp();
    bring(`code=c&state=${state}`);
    const { respond } = await listener.callback;
    await expect(respond({ status: 200, body: '' })).resolves.toBeUndefined();
  });

  it('leaves nothing behind when it is over', async () => {
    const { listener, bring, listening } = setUp();
    expect(listening()).toBe(1);
    await listener.close();
    expect(listening()).toBe(0);
    expect(bring(`code=c&state=${state}`)).toBe(false);
  });
});

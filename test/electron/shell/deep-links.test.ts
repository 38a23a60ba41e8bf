import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { schemeRedirectUri } from '../../../electron/session/scheme-redirect.ts';
import { openDeepLinks } from '../../../electron/shell/deep-links.ts';

const right = `${schemeRedirectUri}?code=the-code&state=the-state`;

/** Electron's `app`, of an installed program or of one that was built from the sources. */
class FakeApp extends EventEmitter {
  readonly isPackaged: boolean;
  readonly setAsDefaultProtocolClient = vi.fn(() => true);

  constructor(isPackaged: boolean) {
    super();
    this.isPackaged = isPackaged;
  }
}

function setUp() {
  const app = new FakeApp(false);
  const links = openDeepLinks(app, schemeRedirectUri, 'linux');
  const taken: string[] = [];
  const stop = links.onRedirect((query) => taken.push(query.toString()));
  const preventDefault = vi.fn();
  return {
    ...{ taken, stop, preventDefault },
    openUrl: (url: string) => app.emit('open-url', { preventDefault }, url),
    startAgain: (...commandLine: string[]) => app.emit('second-instance', {}, commandLine, '/'),
  };
}

describe('a redirect', () => {
  it('comes by an event on macOS, which is ours from then on', () => {
    const { taken, preventDefault, openUrl } = setUp();
    openUrl(right);
    expect(taken).toEqual(['code=the-code&state=the-state']);
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it.each([
    ['as the last argument', ['/opt/navigator', '--allow-file-access-from-files', right]],
    ['among switches of Chromium', ['C:\\navigator.exe', right, '--original-process-start-time=1']],
  ])('comes with a second start %s', (_, commandLine) => {
    const { taken, startAgain } = setUp();
    startAgain(...commandLine);
    expect(taken).toEqual(['code=the-code&state=the-state']);
  });

  it('may have an empty authority, an error, and a fragment that identity sites append', () => {
    const { taken, openUrl } = setUp();
    openUrl(`${schemeRedirectUri.replace(':/', ':///')}?error=access_denied&state=s#_=_`);
    expect(taken).toEqual(['error=access_denied&state=s']);
  });

  it('is taken as it is, with everything that a browser escapes in a query', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }), (fields) => {
        const { taken, openUrl } = setUp();
        const query = new URLSearchParams(fields).toString();
        openUrl(`${schemeRedirectUri}?${query}`);
        expect(taken).toEqual([query]);
      }),
    );
  });

  it('that nobody waits for is ignored', () => {
    const { taken, stop, openUrl, startAgain } = setUp();
    stop();
    openUrl(right);
    startAgain('navigator', right);
    expect(taken).toEqual([]);
  });
});

describe('what is no redirect', () => {
  it.each([
    ['no query', schemeRedirectUri],
    ['another path', right.replace('callback', 'callback2')],
    ['a longer path', right.replace('callback', 'callback/')],
    ['a path that leads there', right.replace('callback', 'x/../callback')],
    ['a host', right.replace(':/', '://')],
    ['another host', right.replace(':/', '://attacker.example/')],
    ['another scheme', right.replace('net.', 'com.')],
    ['another case', right.replace('callback', 'Callback')],
    ['the right one as the fragment of another', `https://attacker.example/#${right}`],
    ['the right one as the query of another', `${schemeRedirectUri}x?${right}`],
    ['a switch with the right one as its value', `--url=${right}`],
    ['a line break before it', `\n${right}`],
    ['a line break in it', `${right}\n--gpu-launcher=calc`],
    ['letters that no browser leaves unescaped', `${right}&x=é`],
    ['8,001 characters', right.padEnd(8_001, 'x')],
    ['nothing', ''],
  ])('is ignored: %s', (_, link) => {
    const { taken, openUrl, startAgain } = setUp();
    openUrl(link);
    startAgain('navigator', link);
    expect(taken).toEqual([]);
  });

  it('is ignored with any one character of the address changed', () => {
    const position = fc.nat(schemeRedirectUri.length - 1);
    const character = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(position, character, (at, other) => {
        fc.pre(right[at] !== other);
        const { taken, openUrl } = setUp();
        openUrl(right.slice(0, at) + other + right.slice(at + 1));
        expect(taken).toEqual([]);
      }),
    );
  });
});

describe('the scheme', () => {
  it('is the app’s id, as RFC 8252 section 7.1 wants it, and is the one that installers register', async () => {
    const builder = await readFile(
      new URL('../../../electron-builder.yml', import.meta.url),
      'utf8',
    );
    const [, id = ''] = /^appId: (.+)$/m.exec(builder) ?? [];
    expect(schemeRedirectUri).toBe(`${id}:/callback`);
    expect(/^protocols:\n(?: {2}.+\n)+/m.exec(builder)?.[0]).toContain(`- ${id}\n`);
  });

  it('is claimed from the system when a sign-in waits for it, and not before', () => {
    const app = new FakeApp(true);
    const links = openDeepLinks(app, schemeRedirectUri, 'linux');
    expect(app.setAsDefaultProtocolClient).not.toHaveBeenCalled();
    links.onRedirect(() => undefined);
    expect(app.setAsDefaultProtocolClient.mock.calls).toEqual([['net.navigator-for-erp.app']]);
  });

  it('is left to the installer on Windows, which takes it back for everybody', () => {
    const app = new FakeApp(true);
    openDeepLinks(app, schemeRedirectUri, 'win32').onRedirect(() => undefined);
    expect(app.setAsDefaultProtocolClient).not.toHaveBeenCalled();
  });

  it('is left to the installed program by one that was built from the sources', () => {
    const app = new FakeApp(false);
    openDeepLinks(app, schemeRedirectUri, 'linux').onRedirect(() => undefined);
    expect(app.setAsDefaultProtocolClient).not.toHaveBeenCalled();
  });
});

import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { signRelease } from '../../../build/sign-release.ts';
import type { NetworkAnswer, NetworkQuestion } from '../../../electron/contract/diagnostics.ts';
import { networkPartition } from '../../../electron/network/network-session.ts';
import { createProxySignIn, type SignInRequest } from '../../../electron/network/proxy-sign-in.ts';
import { createNetworkQuestions } from '../../../electron/network/questions.ts';
import type {
  createElectronUpdates,
  QuittingApp,
} from '../../../electron/updates/electron-updates.ts';
import { longestSilence } from '../../../electron/updates/silence.ts';
import { updateFailure } from '../../../electron/updates/update-failure.ts';
import type { UpdateSource } from '../../../electron/updates/update-source.ts';
import { createFakeClock } from '../../electron/instance/fake-clock.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { openOfficeProxy } from './office-proxy.ts';
import {
  channelFile,
  programName,
  publish,
  releaseKey,
  type ServedFolder,
  serve,
} from './update-folder.ts';

const electronModule = join(import.meta.dirname, 'electron-module.cjs');
/** The app that runs, as Electron starts and ends it. */
const electron = z
  .object({
    start: z.custom<() => void>(),
    quit: z.custom<() => void>(),
    app: z.custom<QuittingApp>(),
    setProxy: z.custom<(address: string) => void>(),
    session: z.custom<{ fromPartition(name: string): unknown }>(),
    net: z.custom<{ request(options: object): SignInRequest }>(),
  })
  .parse(createRequire(import.meta.url)(electronModule));
let create: typeof createElectronUpdates;
/** The key of the makers of the app. */
const ours = releaseKey();
const newer = { version: '1.3.0', program: '#!/bin/sh\n# the newer version\n' };

beforeAll(async () => {
  const url = pathToFileURL(electronModule).href;
  registerHooks({
    resolve: (name, context, next) =>
      name === 'electron' ? { url, shortCircuit: true } : next(name, context),
  });
  ({ createElectronUpdates: create } = await import(
    '../../../electron/updates/electron-updates.ts'
  ));
});

/** A computer with version 1.2.0 as an AppImage, and an update server. */
interface Computer {
  readonly released: string;
  readonly served: ServedFolder;
  /** Where the app lies. */
  readonly app: string;
  source(publicKey?: string, installsOnQuit?: boolean): UpdateSource;
  publicKey: string;
}
let computer: Computer;

beforeEach(async () => {
  electron.start();
  const folder = temporaryFolder();
  const released = join(folder, 'released');
  const resources = join(folder, 'resources');
  const app = join(folder, programName);
  for (const each of [released, resources]) await mkdir(each);
  await writeFile(
    join(resources, 'app-update.yml'),
    'provider: generic\nupdaterCacheDirName: updates\n',
  );
  await writeFile(app, 'the older version');
  await chmod(app, 0o755);
  vi.stubEnv('APPIMAGE', app);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('LOCALAPPDATA', join(folder, 'cache'));
  vi.stubEnv('TEST_USER_DATA', folder);
  vi.stubGlobal('process', Object.assign(process, { resourcesPath: resources }));
  const served = await serve((name) => readFile(join(released, name)).catch(() => null));
  const publicKey = await publish(released, newer, ours.privateKey);
  computer = {
    ...{ released, served, app, publicKey },
    source: (key = publicKey, installsOnQuit = true) =>
      create('appImage', served.server(key), { ...parts(), installsOnQuit }),
  };
  return () => {
    vi.unstubAllEnvs();
  };
});

/** What updates need besides; the app's own way through proxies, with answers of whoever sits there. */
function parts(answers: NetworkAnswer[] = []) {
  const clock = createFakeClock();
  const asked: NetworkQuestion[] = [];
  const questions = createNetworkQuestions((question) => {
    if (question === null) return;
    asked.push(question);
    const said = answers.shift() ?? null;
    queueMicrotask(() => questions.answer(question.id, said));
  });
  const session = electron.session.fromPartition(networkPartition);
  const proxies = createProxySignIn({
    ...{ questions, clock, onState: () => undefined },
    request: (url) => electron.net.request({ url, method: 'HEAD', session }),
  });
  return { app: electron.app, installsOnQuit: true, proxies, clock, asked };
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => updateFailure(error),
  );
}

const download = (source: UpdateSource) => source.download(() => undefined);

describe('An update', () => {
  it('is found, downloaded and proven, with what it brings', async () => {
    const source = computer.source();
    expect(await source.check()).toEqual({ version: '1.3.0', changes: 'Sums are faster.' });
    const progress: number[] = [];
    await source.download((percent) => void progress.push(percent));
    expect(await readFile(computer.app, 'utf8')).toBe('the older version');
  });

  it.skipIf(process.platform === 'win32')(
    'is installed when the app quits, and not before',
    async () => {
      const source = computer.source();
      await source.check();
      await download(source);
      expect(await readFile(computer.app, 'utf8')).toBe('the older version');
      electron.quit();
      expect(await readFile(computer.app, 'utf8')).toBe(newer.program);
    },
  );

  it.skipIf(process.platform === 'win32').each([true, false])(
    'is installed and started when somebody wants it, but not before the app has ended (on quit: %s)',
    async (installsOnQuit) => {
      const started = join(computer.app, '..', 'started');
      const program = `#!/bin/sh\necho "to run: \${APPIMAGE_EXIT_AFTER_INSTALL:-yes}" > ${started}\n`;
      await publish(computer.released, { ...newer, program }, ours.privateKey);
      const source = computer.source(computer.publicKey, installsOnQuit);
      await source.check();
      await download(source);
      source.install();
      expect(await readFile(computer.app, 'utf8')).toBe('the older version');
      electron.quit();
      expect(await readFile(computer.app, 'utf8')).toBe(program);
      await expect
        .poll(() => readFile(started, 'utf8').catch(() => null), { timeout: 10_000 })
        .toBe('to run: yes\n');
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is not installed when the app quits where that takes a password',
    async () => {
      const source = computer.source(computer.publicKey, false);
      await source.check();
      await download(source);
      electron.quit();
      expect(await readFile(computer.app, 'utf8')).toBe('the older version');
    },
  );

  it('tells the server nothing that lasts about this computer', async () => {
    const source = computer.source();
    await source.check();
    await download(source);
    const names = computer.served.asked.flatMap(({ headers }) => Object.keys(headers));
    expect(computer.served.asked.map(({ url }) => url)).toContain(`/${channelFile()}.sig`);
    expect(names.filter((name) => /^x-|cookie|authorization/.test(name))).toEqual([]);
  });

  it('is none where the server has the same or an older version', async () => {
    for (const version of ['1.2.0', '1.1.9']) {
      await publish(computer.released, { ...newer, version }, ours.privateKey);
      expect(await computer.source().check()).toBeNull();
    }
  });

  it('waits for its turn where a release is for some computers only', async () => {
    await publish(computer.released, { ...newer, stagingPercentage: 0 }, ours.privateKey);
    expect(await computer.source().check()).toBeNull();
    await publish(computer.released, { ...newer, stagingPercentage: 100 }, ours.privateKey);
    expect(await computer.source().check()).toMatchObject({ version: '1.3.0' });
  });
});

describe('Nothing is installed', () => {
  it('that somebody else has signed', async () => {
    await publish(computer.released, newer, releaseKey().privateKey);
    expect(await failureOf(computer.source().check())).toBe('updateNotTrusted');
  });

  it('whose description was changed after it was signed', async () => {
    const path = join(computer.released, channelFile());
    await writeFile(path, (await readFile(path, 'utf8')).replace('1.3.0', '9.9.9'));
    expect(await failureOf(computer.source().check())).toBe('updateNotTrusted');
  });

  it('that was signed for another system or processor', async () => {
    const elsewhere = join(computer.released, 'latest-elsewhere.yml');
    const here = join(computer.released, channelFile());
    await writeFile(elsewhere, await readFile(here));
    await signRelease(computer.released, ours.privateKey);
    await writeFile(`${here}.sig`, await readFile(`${elsewhere}.sig`));
    expect(await failureOf(computer.source().check())).toBe('updateNotTrusted');
  });

  it.each(['', 'not base64 at all', 'AAAA'])('with the signature “%s”', async (signature) => {
    await writeFile(join(computer.released, `${channelFile()}.sig`), signature);
    expect(await failureOf(computer.source().check())).toBe('updateNotTrusted');
  });

  it('when this build trusts no such key', async () => {
    expect(await failureOf(computer.source('AAAA').check())).toBe('updateNotTrusted');
  });

  it('that is another program than the one that was signed, and nothing of it stays', async () => {
    const source = computer.source();
    await source.check();
    await writeFile(join(computer.released, programName), '#!/bin/sh\n# somebody else’s\n');
    expect(await failureOf(download(source))).toBe('updateNotTrusted');
    electron.quit();
    expect(await readFile(computer.app, 'utf8')).toBe('the older version');
    const left = await readdir(join(computer.app, '..', 'cache'), { recursive: true });
    expect(left.filter((name) => name.endsWith('.AppImage'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32').each([
    ['when the app quits', () => undefined],
    ['when somebody wants it', (source: UpdateSource) => expect(source.install()).toBe(false)],
  ])('%s, that another program has put in the place of what was downloaded', async (_, want) => {
    const source = computer.source();
    await source.check();
    await download(source);
    const cache = join(computer.app, '..', 'cache');
    const names = await readdir(cache, { recursive: true });
    const file = names.find((name) => name.endsWith('.AppImage'));
    await writeFile(join(cache, `${file}`), '#!/bin/sh\n# somebody else’s\n');
    want(source);
    electron.quit();
    expect(await readFile(computer.app, 'utf8')).toBe('the older version');
  });

  it('when the server has no description, or nobody answers', async () => {
    const empty = await serve(() => Promise.resolve(null));
    const { publicKey } = computer;
    expect(await failureOf(create('appImage', empty.server(publicKey), parts()).check())).toBe(
      'serverError',
    );
    const gone = { address: new URL('http://127.0.0.1:9/'), publicKey };
    expect(await failureOf(create('appImage', gone, parts()).check())).toBe('hostUnreachable');
  });
});

describe('Behind a proxy that wants a sign-in, updates', () => {
  const maria: NetworkAnswer = { kind: 'proxySignIn', user: 'maria', password: 'secret' };
  const wrong: NetworkAnswer = { kind: 'proxySignIn', user: 'maria', password: 'wrong' };
  const found = { version: '1.3.0' };

  /** A computer behind the proxy, at which somebody gives these answers. */
  async function behindProxy(...answers: NetworkAnswer[]) {
    const proxy = await openOfficeProxy();
    electron.setProxy(proxy.address);
    const { asked, proxies, ...others } = parts(answers);
    const server = computer.served.server(computer.publicKey);
    const source = create('appImage', server, { proxies, ...others });
    const { clock } = others;
    /** A request of the app that has met the proxy. */
    const fetch = proxies.through(() =>
      Promise.reject(new Error('net::ERR_TUNNEL_CONNECTION_FAILED')),
    );
    const meetProxy = () => fetch(server.address).catch(() => undefined);
    return { source, asked, clock, passed: proxy.passed, meetProxy };
  }

  it('pass with what somebody has said for the app’s own requests, and ask nobody', async () => {
    const { source, asked, passed, meetProxy } = await behindProxy(maria);
    await meetProxy();
    expect(asked).toHaveLength(1);
    expect(await source.check()).toMatchObject(found);
    await download(source);
    expect(asked).toHaveLength(1);
    expect(passed.map((address) => new URL(address).pathname)).toContain(`/${programName}`);
  });

  it('ask the same question when they come first, and the app’s own requests pass after it', async () => {
    const { source, asked, meetProxy, passed } = await behindProxy(wrong, maria);
    expect(await source.check()).toMatchObject(found);
    expect(asked).toMatchObject([
      { kind: 'proxySignIn', host: '127.0.0.1', realm: 'Office', isRetry: false },
      { isRetry: true },
    ]);
    const before = passed.length;
    await meetProxy();
    expect(passed.length).toBe(before + 1);
    expect(asked).toHaveLength(2);
  });

  it('fail when nobody answers, and leave whoever cancelled alone', async () => {
    const { source, asked, passed, clock } = await behindProxy(null, maria);
    expect(await failureOf(source.check())).toBe('serverError');
    expect(await failureOf(source.check())).toBe('serverError');
    expect(asked).toHaveLength(1);
    expect(passed).toEqual([]);
    // Later it is a new question, and nothing was wrong.
    await clock.advance(10 * 60_000);
    expect(await source.check()).toMatchObject(found);
    expect(asked).toMatchObject([{ isRetry: false }, { isRetry: false }]);
  });
});

describe('A server that is silent', () => {
  /** A source whose server does not answer the first who asks for what has this name. */
  async function silentAbout(name: string) {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    let isSilent = true;
    const served = await serve((asked) => {
      if (asked !== name || !isSilent)
        return readFile(join(computer.released, asked)).catch(() => null);
      isSilent = false;
      reach();
      return new Promise(() => undefined);
    });
    const { clock, ...others } = parts();
    const source = create('appImage', served.server(computer.publicKey), { clock, ...others });
    return { source, clock, reached };
  }

  it('is given up when it describes nothing, and asked anew the next time', async () => {
    const { source, clock, reached } = await silentAbout(channelFile());
    const failure = failureOf(source.check());
    await reached;
    await clock.advance(longestSilence);
    expect(await failure).toBe('timedOut');
    expect(await source.check()).toMatchObject({ version: '1.3.0' });
    expect(clock.timers()).toBe(0);
  });

  it('is heard with each piece of a download', async () => {
    const { source, clock } = await silentAbout('nothing');
    await source.check();
    const begun = vi.spyOn(clock, 'after');
    const progress: number[] = [];
    await source.download((percent) => void progress.push(percent));
    expect(progress).toEqual([100]);
    expect(begun).toHaveBeenCalledTimes(1 + progress.length);
  });

  it('is given up in the middle of a download', async () => {
    const { source, clock, reached } = await silentAbout(programName);
    await source.check();
    const failure = failureOf(download(source));
    await reached;
    await clock.advance(longestSilence);
    expect(await failure).toBe('timedOut');
    await source.check();
    await download(source);
    expect(clock.timers()).toBe(0);
  });
});

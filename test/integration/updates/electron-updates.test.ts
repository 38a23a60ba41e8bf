import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type {
  createElectronUpdates,
  QuittingApp,
} from '../../../electron/updates/electron-updates.ts';
import { updateFailure } from '../../../electron/updates/update-failure.ts';
import type { UpdateSource } from '../../../electron/updates/update-source.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
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
      create('appImage', served.server(key), { app: electron.app, installsOnQuit }),
  };
  return () => {
    vi.unstubAllEnvs();
  };
});

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

  it('when the server has no description, or nobody answers', async () => {
    const empty = await serve(() => Promise.resolve(null));
    const { publicKey } = computer;
    const parts = { app: electron.app, installsOnQuit: true };
    expect(await failureOf(create('appImage', empty.server(publicKey), parts).check())).toBe(
      'serverError',
    );
    const gone = { address: new URL('http://127.0.0.1:9/'), publicKey };
    expect(await failureOf(create('appImage', gone, parts).check())).toBe('hostUnreachable');
  });
});

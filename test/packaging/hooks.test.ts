import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import afterAllArtifactBuild from '../../build/after-all-artifact-build.ts';
import afterSign from '../../build/after-sign.ts';
import { whyInVain } from '../../build/sign-release.ts';
import { sha256 } from './archive.ts';
import { grantedIn } from './property-list.ts';

describe('after all installers were made', () => {
  it('their sums are beside them, by name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'navigator-sums-'));
    try {
      const paths = ['b.deb', 'a.exe'].map((name) => join(folder, name));
      await Promise.all(paths.map((path) => writeFile(path, path.slice(-5))));
      const made = await afterAllArtifactBuild({ outDir: folder, artifactPaths: paths });
      expect(made).toEqual([join(folder, 'SHA256SUMS.txt')]);
      expect(await readFile(join(folder, 'SHA256SUMS.txt'), 'utf8')).toBe(
        `${sha256('a.exe')}  a.exe\n${sha256('b.deb')}  b.deb\n`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('after a package was signed', () => {
  const apple = { APPLE_API_KEY: 'a', APPLE_API_KEY_ID: 'b', APPLE_API_ISSUER: 'c' };

  it.each([
    ['darwin', {}, 1],
    ['darwin', { ...apple, APPLE_API_ISSUER: '' }, 1],
    ['darwin', apple, 0],
    ['darwin', { APPLE_KEYCHAIN_PROFILE: 'a' }, 0],
    ['win32', {}, 0],
  ])(
    'for %s with the credentials %j, it is said %i times that it was not notarised',
    (platform, credentials, times) => {
      const said = vi.spyOn(console, 'log').mockReturnValue();
      afterSign({ electronPlatformName: platform }, credentials);
      expect(said).toHaveBeenCalledTimes(times);
    },
  );
});

describe('a release that was signed', () => {
  it.each([
    [['latest.yml'], 'ours', null],
    [['latest.yml'], 'theirs', /another key/],
    [['latest.yml'], null, /names no key/],
    [[], 'ours', /nothing was signed/],
  ])('%j, where builds trust the key %j, is told to be in vain: %s', (signed, updateKey, told) => {
    const why = whyInVain({ signed, publicKey: 'ours' }, updateKey);
    if (told === null) expect(why).toBeNull();
    else expect(why).toMatch(told);
  });
});

describe('the hardened runtime', () => {
  it('lets the app compile JavaScript and do nothing else that it forbids', async () => {
    const file = join(import.meta.dirname, '..', '..', 'build', 'entitlements.mac.plist');
    expect(grantedIn(await readFile(file, 'utf8'))).toEqual(['com.apple.security.cs.allow-jit']);
  });
});

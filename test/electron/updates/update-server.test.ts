import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { debianFiles, followUpdates } from '../../../electron/updates/follow-updates.ts';
import { installationOf } from '../../../electron/updates/installation.ts';
import { UpdateNotTrusted, updateFailure } from '../../../electron/updates/update-failure.ts';
import { updateServer } from '../../../electron/updates/update-server.ts';
import product from '../../../package.json' with { type: 'json' };
import { createFakeClock } from '../instance/fake-clock.ts';

const built = { updateServer: 'https://updates.example/app', updateKey: 'the key' };

describe('The update server', () => {
  it('is the build’s, or the one that the policy names in its place, with the build’s key', () => {
    expect(updateServer(undefined, built)?.address.href).toBe('https://updates.example/app/');
    const mirrored = updateServer('https://mirror.example/', built);
    expect(mirrored?.address.href).toBe('https://mirror.example/');
    expect(mirrored?.publicKey).toBe('the key');
  });

  it('is none without a key, without an address, or where the connection could be overheard', () => {
    expect(updateServer('https://mirror.example/', { ...built, updateKey: null })).toBeNull();
    expect(updateServer(undefined, { ...built, updateServer: null })).toBeNull();
    expect(updateServer('http://mirror.example/', built)).toBeNull();
    expect(updateServer('file:///srv/updates/', built)).toBeNull();
    expect(updateServer('http://127.0.0.1:8080/', built)).not.toBeNull();
  });

  it('is none in a build from the sources as they are', () => {
    expect(updateServer('https://mirror.example/')).toBeNull();
  });
});

describe('A copy of the app', () => {
  const facts = {
    ...{ platform: 'linux', isPackaged: true, program: join('/opt', 'navigator') },
    ...{ env: {}, isOfSystem: false, isOfDebian: false },
  };
  const mounted = join('/tmp', '.mount_navigator');
  const appImage = {
    ...facts,
    program: join(mounted, 'navigator'),
    env: { APPIMAGE: '/home/maria/navigator.AppImage', APPDIR: mounted },
  };

  it.each([
    [{ ...facts, platform: 'win32' }, 'nsis'],
    [{ ...facts, platform: 'darwin' }, 'mac'],
    [appImage, 'appImage'],
    // What is written for the others lies in there by chance.
    [{ ...appImage, isOfSystem: true }, 'appImage'],
    [{ ...appImage, isOfSystem: true, isOfDebian: true }, 'appImage'],
    // Started from another program's AppImage.
    [{ ...appImage, program: facts.program }, null],
    [{ ...appImage, program: `${mounted}-other/navigator` }, null],
    [{ ...appImage, program: facts.program, isOfSystem: true }, 'rpm'],
    [{ ...facts, isOfSystem: true, isOfDebian: true }, 'deb'],
    [{ ...facts, isOfSystem: true }, 'rpm'],
    // An archive, unpacked where a deb was installed, too.
    [{ ...facts, isOfDebian: true }, null],
    [facts, null],
    [{ ...facts, platform: 'win32', isPackaged: false }, null],
    [{ ...facts, platform: 'freebsd' }, null],
  ])('as in %o is replaced as %s', (given, installation) => {
    expect(installationOf(given)).toBe(installation);
  });
});

it('Debian’s package manager knows the app by the name that its package has', () => {
  expect(basename(debianFiles)).toBe(`${product.name}.list`);
});

describe('What a failed update is called', () => {
  const coded = (code: string) => Object.assign(new Error('what a server said'), { code });

  it.each([
    [new UpdateNotTrusted(), 'updateNotTrusted'],
    [coded('ERR_CHECKSUM_MISMATCH'), 'updateNotTrusted'],
    [coded('ERR_UPDATER_INVALID_SIGNATURE'), 'updateNotTrusted'],
    [coded('HTTP_ERROR_404'), 'serverError'],
    [coded('ERR_UPDATER_INVALID_UPDATE_INFO'), 'serverError'],
    [coded('ENOSPC'), 'storageFailed'],
    [coded('ECONNREFUSED'), 'hostUnreachable'],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'hostNotFound'],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'hostNotTrusted'],
    [new Error('whatever'), 'serverError'],
    ['not an error', 'serverError'],
  ])('%s is %s', (error, code) => {
    expect(updateFailure(error)).toBe(code);
  });
});

describe('Whether newer versions are looked for', () => {
  const installed = { platform: 'win32', env: {}, isPackaged: true, program: 'p', resources: 'r' };
  const options = {
    app: { quit: () => undefined, once: () => undefined },
    proxies: { answering: () => () => undefined },
    clock: createFakeClock(),
    presence: { isPresent: () => true, onChange: () => () => undefined },
    metering: { isHeldBack: () => true, onChange: () => () => undefined },
    random: () => 0,
    onChange: () => undefined,
  };

  it.each([
    ['in a build from the sources', { isPackaged: false }, true, 'notInstalled'],
    ['against the organisation’s will', {}, false, 'policy'],
    ['without a server', {}, true, 'noServer'],
  ] as const)('%s is clear from the start', async (_, facts, isWanted, because) => {
    const policy = { isWanted, server: undefined };
    const updates = await followUpdates({ ...installed, ...facts, policy }, options);
    expect(updates.state()).toEqual({ status: 'off', because });
  });
});

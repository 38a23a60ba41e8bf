import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAdministrators, readTrustedFile } from '../../../electron/policy/trusted-file.ts';

describe('a file is the administrators’', () => {
  test.each([0o644, 0o600, 0o755, 0o444])(
    'when the superuser owns it and nobody else writes (%o)',
    (mode) => {
      expect(isAdministrators({ uid: 0, mode: 0o100000 + mode })).toBe(true);
    },
  );

  test.each([0o664, 0o646, 0o666, 0o777, 0o602])('not when others may write to it (%o)', (mode) => {
    expect(isAdministrators({ uid: 0, mode: 0o100000 + mode })).toBe(false);
  });

  test('not when somebody else owns it', () => {
    expect(isAdministrators({ uid: 1000, mode: 0o100644 })).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('a policy’s file', () => {
  let folder: string;
  let path: string;
  const isRoot = process.getuid?.() === 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'navigator-policy-'));
    path = join(folder, 'policy.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('that is not there is none, nor below a file', async () => {
    expect(await readTrustedFile(path, 'linux')).toBeNull();
    await writeFile(path, '{}');
    expect(await readTrustedFile(join(path, 'policy.json'), 'linux')).toBeNull();
  });

  test('is trusted as far as its owner is the superuser, and never when others may write to it', async () => {
    await writeFile(path, '{}');
    const found = await readTrustedFile(path, 'linux');
    expect(found).toEqual({ content: Buffer.from('{}'), isTrusted: isRoot });
    await chmod(path, 0o666);
    expect((await readTrustedFile(path, 'linux'))?.isTrusted).toBe(false);
  });

  test('is not trusted in a folder in which others may put another one in its place', async () => {
    await writeFile(path, '{}');
    await chmod(folder, 0o777);
    expect((await readTrustedFile(path, 'darwin'))?.isTrusted).toBe(false);
  });

  test('is judged where a link leads', async () => {
    const target = join(folder, 'theirs.json');
    await writeFile(target, '{}');
    await chmod(target, 0o666);
    await symlink(target, path);
    expect((await readTrustedFile(path, 'linux'))?.isTrusted).toBe(false);
  });

  test('that is no file, or no page of text, is refused', async () => {
    await mkdir(path);
    await expect(readTrustedFile(path, 'linux')).rejects.toThrow();
    const large = join(folder, 'large.json');
    await writeFile(large, ' '.repeat(1_000_001));
    await expect(readTrustedFile(large, 'linux')).rejects.toThrow();
  });

  test('on Windows is trusted by its place', async () => {
    await writeFile(path, '{}');
    await chmod(path, 0o666);
    expect((await readTrustedFile(path, 'win32'))?.isTrusted).toBe(true);
  });
});

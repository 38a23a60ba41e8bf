import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { readChosenFile } from '../../../electron/disk/chosen-file.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

describe('a file that somebody chose', () => {
  it('is read when it is as large as it may be, and refused when it is larger', async () => {
    const path = join(temporaryFolder(), 'views.json');
    await writeFile(path, 'Изглед');
    expect(await readChosenFile(path, 12)).toEqual(success('Изглед'));
    expect(await readChosenFile(path, 11)).toMatchObject({ error: { code: 'fileNotUnderstood' } });
  });

  it('may be no file, or not be there', async () => {
    const folder = join(temporaryFolder(), 'folder');
    await mkdir(folder);
    const unreadable = failure({ code: 'fileUnreadable' });
    expect(await readChosenFile(folder, 100)).toEqual(unreadable);
    expect(await readChosenFile(join(folder, 'gone'), 100)).toEqual(unreadable);
    // It has no end.
    if (process.platform === 'linux') {
      expect(await readChosenFile('/dev/zero', 100)).toEqual(unreadable);
    }
  });
});

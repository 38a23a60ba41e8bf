import { beforeEach, expect, it } from 'vitest';
import {
  outdateModel,
  readModel,
  readModelSet,
  writeModel,
  writeModelSet,
} from '../../../../electron/library/cache/models.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let cache: Connection;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
});

const directory = { version: '26.1', directory: '["A"]', receivedAt: 1 };
const detail = { version: '26.1', detail: '{"columns":[]}', receivedAt: 2 };

it('keeps a list in each language', () => {
  writeModel(cache, { ...directory, language: 'bg' });
  expect(readModel(cache, 'bg')).toEqual(directory);
  expect(readModel(cache, 'en')).toBeNull();
});

it('keeps the details of each set in each language', () => {
  writeModelSet(cache, { ...detail, language: 'bg', set: 'A' });
  expect(readModelSet(cache, { language: 'bg', set: 'A' })).toEqual(detail);
  expect(readModelSet(cache, { language: 'en', set: 'A' })).toBeNull();
  expect(readModelSet(cache, { language: 'bg', set: 'B' })).toBeNull();
});

it('keeps the newest of each, and the details of an earlier version until newer ones come', () => {
  writeModel(cache, { ...directory, language: 'bg' });
  writeModelSet(cache, { ...detail, language: 'bg', set: 'A' });
  const newer = { version: '26.2', directory: '["B"]', receivedAt: 3 };
  writeModel(cache, { ...newer, language: 'bg' });
  expect(readModel(cache, 'bg')).toEqual(newer);
  expect(readModelSet(cache, { language: 'bg', set: 'A' })).toEqual(detail);

  writeModelSet(cache, { ...detail, version: '26.2', language: 'bg', set: 'A' });
  expect(readModelSet(cache, { language: 'bg', set: 'A' })?.version).toBe('26.2');
});

it('says of which version nothing is any more after somebody asked for all of it anew', () => {
  writeModel(cache, { ...directory, language: 'bg' });
  writeModelSet(cache, { ...detail, language: 'en', set: 'A' });
  outdateModel(cache);
  expect(readModel(cache, 'bg')).toEqual({ ...directory, version: null });
  expect(readModelSet(cache, { language: 'en', set: 'A' })).toEqual({ ...detail, version: null });
});

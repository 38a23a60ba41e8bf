import { expect, it } from 'vitest';
import { isUnderPublicKey } from '../../../electron/safe-storage-wrapper/public-key.ts';
import { encryptAsChromium, publicKeys } from './fake-electron.ts';

it.each([
  ['nothing', Buffer.from('text')],
  ['the key of no keyring', encryptAsChromium('v10', publicKeys.builtIn, 'text')],
  ['the key of an empty keyring', encryptAsChromium('v11', publicKeys.empty, 'text')],
])('what is encrypted with %s is anybody’s', (_, encrypted) => {
  expect(isUnderPublicKey(encrypted, 'text')).toBe(true);
  expect(isUnderPublicKey(encrypted, 'other')).toBe(false);
});

it('what is encrypted with another key is not', () => {
  const encrypted = encryptAsChromium('v11', Buffer.alloc(16, 7), 'text');
  expect(isUnderPublicKey(encrypted, 'text')).toBe(false);
});

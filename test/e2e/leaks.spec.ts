import { expect, test } from '@playwright/test';
import { findLeaks } from './leaks.ts';

const secret = 'VGhpcyBpcyBhIHJlZnJlc2ggdG9rZW4.with-a_signature-of-some-length';

for (const [form, text] of [
  ['as it is', `x${secret}x`],
  ['in part', secret.slice(20)],
  ['in UTF-16', Buffer.from(`ab${secret}`, 'utf16le')],
  ['in hex', Buffer.from(secret).toString('hex')],
  ['in base64', Buffer.from(`a${secret}b`).toString('base64')],
  ['in base64, aligned otherwise', Buffer.from(`ab${secret}bc`).toString('base64')],
  ['in base64, aligned', Buffer.from(`abc${secret}`).toString('base64')],
] as const) {
  test(`the search for leaks finds a secret that was written ${form}`, () => {
    const content = Buffer.from(text);
    expect(findLeaks({ refreshTokens: [secret] }, [{ name: 'log', content }])).not.toEqual([]);
  });
}

test('the search for leaks finds nothing where there is nothing', () => {
  const content = Buffer.from('a page of harmless rows');
  expect(findLeaks({ refreshTokens: [secret] }, [{ name: 'log', content }])).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { openInBrowser } from '../../../electron/shell/external-browser.ts';

describe('the user’s own browser', () => {
  test.each(['https://demodb.my.erp.net/id', 'http://127.0.0.1:8480/id', 'http://[::1]:80/'])(
    'is opened for %s',
    async (address) => {
      const opened: string[] = [];
      const result = await openInBrowser(new URL(address), async (url) => {
        opened.push(url);
        await Promise.resolve();
      });
      expect(result.ok).toBe(true);
      expect(opened).toEqual([new URL(address).href]);
    },
  );

  test.each([
    'file:///etc/passwd',
    'http://demodb.my.erp.net/',
    'ms-msdt:/id',
    'javascript:alert(1)',
  ])('is not opened for %s', async (address) => {
    const result = await openInBrowser(new URL(address), () =>
      Promise.reject(new Error('must not be asked')),
    );
    expect(result).toEqual({ ok: false, error: { code: 'browserNotOpened' } });
  });

  test('that the system can’t start is told as such', async () => {
    const result = await openInBrowser(new URL('https://a.example/'), () =>
      Promise.reject(new Error('no application')),
    );
    expect(result).toEqual({ ok: false, error: { code: 'browserNotOpened' } });
  });
});

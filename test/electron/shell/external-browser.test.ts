import { describe, expect, test } from 'vitest';
import { openInBrowser } from '../../../electron/shell/external-browser.ts';

describe('the user’s own browser', () => {
  test.each(['https://demodb.my.erp.net/id', 'http://127.0.0.1:8480/id', 'http://[::1]:81/'])(
    'is opened for %s',
    async (address) => {
      const opened: string[] = [];
      await openInBrowser(address, async (url) => {
        opened.push(url);
        await Promise.resolve();
      });
      expect(opened).toEqual([address]);
    },
  );

  test.each([
    'file:///etc/passwd',
    'http://demodb.my.erp.net/',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'not an address',
  ])('is not opened for %s', async (address) => {
    let asked = false;
    const opening = openInBrowser(address, async () => {
      asked = true;
      await Promise.resolve();
    });
    await expect(opening).rejects.toThrow(TypeError);
    expect(asked).toBe(false);
  });

  test('that the system can’t start is told', async () => {
    const opening = openInBrowser('https://a.example/', () =>
      Promise.reject(new Error('no application')),
    );
    await expect(opening).rejects.toThrow('no application');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHost } from '../../../electron/instance/host.ts';

function parsed(text: string) {
  const result = parseHost(text);
  return result.ok ? result.value : result.error.code;
}

const demo = { host: 'demodb.my.erp.net', origin: 'https://demodb.my.erp.net', loopback: false };

describe('what a person types as the host', () => {
  test.each([
    'demodb.my.erp.net',
    'DemoDB.My.ERP.net',
    '  demodb.my.erp.net \n',
    'demodb.my.erp.net.',
    'demodb.my.erp.net/',
    'demodb.my.erp.net:443',
    'https://demodb.my.erp.net',
    'HTTPS://demodb.my.erp.net/id/connect/authorize?x=1#y',
    'http://demodb.my.erp.net/anything',
    'demodb.my.erp.net?x=a',
  ])('%j is the demo instance, over https', (text) => {
    expect(parsed(text)).toEqual(demo);
  });

  test.each([
    ['erp.example.com:8443', 'erp.example.com:8443', 'https://erp.example.com:8443'],
    ['ерп.бг', 'xn--e1auc.xn--90ae', 'https://xn--e1auc.xn--90ae'],
    ['10.0.0.7', '10.0.0.7', 'https://10.0.0.7'],
    ['erp', 'erp', 'https://erp'],
    ['127.0.0.1:8480', '127.0.0.1:8480', 'http://127.0.0.1:8480'],
    ['http://LOCALHOST:8480/x', 'localhost:8480', 'http://localhost:8480'],
    ['[::1]:8480', '[::1]:8480', 'http://[::1]:8480'],
    ['https://127.0.0.1:8443', '127.0.0.1:8443', 'https://127.0.0.1:8443'],
    ['http://127.0.0.2', '127.0.0.2', 'https://127.0.0.2'],
    ['localhost.example.com', 'localhost.example.com', 'https://localhost.example.com'],
  ])('%j is %s at %s', (text, host, origin) => {
    expect(parsed(text)).toMatchObject({ host, origin });
  });

  test.each([
    '',
    '   ',
    'demodb my erp net',
    'demo\tdb.erp.net',
    'ftp://demodb.my.erp.net',
    'https://',
    'https:///path',
    'user@demodb.my.erp.net',
    'https://user:secret@demodb.my.erp.net',
    'demodb.my.erp.net\\@evil.example',
    'demodb.my.erp.net:99999',
    '2130706433',
    '0x7f.1',
    '127.1',
    'a..b<c',
    '[::1',
    'javascript:alert(1)',
  ])('%j is refused', (text) => {
    expect(parsed(text)).toBe('hostInvalid');
  });

  test('is never http for a host other than this computer, and a host found stays the same', () => {
    const anything = fc.oneof(fc.string(), fc.webUrl(), fc.domain(), fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(anything, (text) => {
        const first = parseHost(text);
        if (!first.ok) return;
        const { host, origin, loopback } = first.value;
        expect(loopback || origin.startsWith('https://')).toBe(true);
        if (!loopback) expect(parseHost(host)).toEqual(first);
      }),
    );
  });
});

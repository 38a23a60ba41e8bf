import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { linkedPlace } from '../../../electron/contract/links.ts';
import { parseHost } from '../../../electron/instance/host.ts';
import { openDeepLinks } from '../../../electron/shell/deep-links.ts';
import { parseLink } from '../../../electron/shell/link-text.ts';
import { openLinks } from '../../../electron/shell/opened-links.ts';
import { fuzzing } from '../fuzzing.ts';

const id = '6f1c1d9e-3f5b-4c0e-9d1a-000000000001';
const redirect = 'net.navigator-for-erp.app:/callback';
const right = [
  `erpnet-navigator://demodb.my.erp.net/Crm_Sales_SalesOrders(${id})`,
  'erpnet-navigator://demodb.my.erp.net:8443/Crm_Sales_SalesOrders',
  'erpnet-navigator://127.0.0.1:8480/A?show=eyJzZWFyY2giOiIiLCJmaWx0ZXJzIjp7fSwib3JkZXIiOltdfQ',
  `${redirect}?code=abc&state=def`,
];

/** What has been put into links before by people who wanted something else than to look at rows. */
const bits = [
  ...[
    '://',
    '/',
    '//',
    '\\',
    '@',
    ':',
    '?',
    '#',
    '%',
    '%00',
    '%2f',
    '..',
    '%2e%2e',
    '(',
    ')',
    "'",
    '"',
    '`',
  ],
  ...[
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u202E',
    '\uFEFF',
    '\uD800',
    'Ж',
    '。',
    '／',
    'ⅰ',
    '𝒶',
    '[::1]',
    '0x7f',
  ],
  ...[
    '--inspect',
    '--no-sandbox',
    ' --user-data-dir=x',
    '-- ',
    '$(id)',
    '&calc',
    '|sh',
    '%COMSPEC%',
  ],
  ...[
    'javascript:',
    'file:///',
    'https://evil.example',
    'user:pass@',
    '$expand=x',
    '$batch',
    '__proto__',
  ],
  ...[
    '?show=',
    '&show=',
    'e30',
    'bnVsbA',
    'W10',
    id,
    id.toUpperCase(),
    'A'.repeat(300),
    '9'.repeat(6),
  ],
];

const edit = fc.record({
  how: fc.constantFrom('insert' as const, 'replace' as const, 'cut' as const, 'double' as const),
  place: fc.nat(),
  bit: fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 8, unit: 'binary' })),
});

function edited(
  text: string,
  { how, place, bit }: { how: string; place: number; bit: string },
): string {
  const at = place % (text.length + 1);
  if (how === 'insert') return text.slice(0, at) + bit + text.slice(at);
  if (how === 'replace') return text.slice(0, at) + bit + text.slice(at + bit.length);
  if (how === 'cut') return text.slice(0, at) + text.slice(at + (place % 7));
  return text + text.slice(at);
}

const json = fc.oneof(
  fc.json(),
  fc
    .record({ search: fc.anything(), filters: fc.anything(), order: fc.anything() })
    .map((value) => {
      try {
        return JSON.stringify(value);
      } catch {
        return '{}';
      }
    }),
);

const links: Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...right), fc.array(edit, { maxLength: 4 }))
      .map(([link, edits]) => edits.reduce(edited, link)),
  },
  {
    weight: 3,
    arbitrary: json.map(
      (text) => `erpnet-navigator://a.example/Set?show=${Buffer.from(text).toString('base64url')}`,
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 9000, unit: 'binary', size: 'large' }) },
  { weight: 1, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true }) },
);

test(
  'no text of whatever kind is read as another link than it is, or does anything but wait to be asked about',
  () => {
    const app = Object.assign(new EventEmitter(), {
      isPackaged: false,
      setAsDefaultProtocolClient: () => true,
    });
    const opened = openLinks(app, [], 'linux');
    const redirects: URLSearchParams[] = [];
    openDeepLinks(app, redirect, 'linux').onRedirect((query) => redirects.push(query));
    const counts = { read: 0, ignored: 0 };

    function holds(text: string): void {
      opened.dismiss();
      redirects.length = 0;
      app.emit('second-instance', {}, ['navigator', text]);
      const link = parseLink(text);
      expect(opened.waiting()).toEqual(link === null ? null : { host: link.host });
      if (redirects.length > 0)
        expect(
          text.startsWith(`${redirect}?`) || text.startsWith(`${redirect.replace(':/', ':///')}?`),
        ).toBe(true);
      if (link === null) {
        counts.ignored += 1;
        return;
      }
      counts.read += 1;
      const { host, ...place } = link;
      // Nothing but ASCII without spaces, in which no part is read in two ways.
      expect(text).toMatch(
        /^erpnet-navigator:\/\/[A-Za-z0-9.:-]+\/\w+(\([0-9A-Fa-f-]{36}\)|\?show=[\w-]+)?$/i,
      );
      expect(parseHost(host)).toMatchObject({ ok: true, value: { host } });
      if (!isDeepStrictEqual(linkedPlace.parse(place), place))
        throw new Error('More came of it than a place.');
    }

    const runs = fuzzing('Links', { short: 2_000, long: 100_000 });
    fc.assert(fc.property(links, holds), runs);
    console.log(`Links: ${JSON.stringify(counts)}`);
    expect(counts.read).toBeGreaterThan(runs.numRuns / 50);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  },
  60 * 60_000,
);

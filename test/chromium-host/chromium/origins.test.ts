import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Origins } from './origins.ts';

function appOrigins(): Origins {
  const origins = new Origins();
  origins.add('app');
  return origins;
}

const host = fc
  .array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/), { minLength: 0, maxLength: 3 })
  .map((labels) => labels.join('.'));

test('what the browser sees leads back to the URL of the app', () => {
  const origins = appOrigins();
  fc.assert(
    fc.property(host, fc.webPath(), (name, path) => {
      const url = `app://${name}${path || '/'}`;
      const mapped = origins.toPage(url);
      expect(new URL(mapped).protocol).toBe('https:');
      expect(origins.toApp(mapped)).toBe(url);
    }),
  );
});

test('other URLs are left alone, both ways', () => {
  const origins = appOrigins();
  fc.assert(
    fc.property(fc.webUrl(), (url) => {
      expect(origins.toPage(url)).toBe(url);
      expect(origins.toApp(url)).toBe(url);
    }),
  );
  const undeclared = 'https://x.other.chromium-host.invalid/';
  expect(origins.toApp(undeclared)).toBe(undeclared);
});

test('a policy names the origins that the browser knows', () => {
  const policy = "default-src 'self' app:; img-src app://bundle data:; connect-src https://x.y";
  expect(appOrigins().headerToPage(policy)).toBe(
    "default-src 'self' https://*.app.chromium-host.invalid; " +
      'img-src https://bundle.app.chromium-host.invalid data:; connect-src https://x.y',
  );
});

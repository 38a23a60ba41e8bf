import { describe, expect, test } from 'vitest';
import { errorFailure, withoutToken } from '../../../electron/instance/error-answer.ts';
import type { HttpAnswer } from '../../../electron/instance/http.ts';

const now = 1_750_000_000_000;

function answer(status: number, body: unknown, more: Partial<HttpAnswer> = {}): HttpAnswer {
  const isText = typeof body === 'string';
  return {
    status,
    text: isText ? body : JSON.stringify(body),
    contentType: isText ? 'text/html' : 'application/json',
    boundary: null,
    retryAfter: null,
    date: null,
    ...more,
  };
}

const details = {
  message: 'The validation R27159 failed.\r\n\tFrom Date is after Thru Date.\u0000',
  code: 2129,
  type: 'Aloe.EnterpriseOne.Server.ServerAPI.Exceptions.EnterpriseOneServerException',
  info: 'System.Exception: at Secret.Server.Path()',
};
const message = 'The validation R27159 failed.\n\tFrom Date is after Thru Date.';
const seats = { ...details, type: 'Aloe.EnterpriseOne.Licensing.E1LicenseException', code: 8 };

describe('an error answer of ERP.net', () => {
  test.each([
    ['with the error wrapper', { error: details }],
    ['without it, as older servers do', details],
  ])('%s keeps the message for people and nothing else', (_, body) => {
    expect(errorFailure(answer(500, body), now)).toEqual({ code: 'serverError', detail: message });
  });

  test.each([
    [403, { error: { message: 'No' } }, 'noPermission'],
    [403, '', 'noPermission'],
    [403, '<html>Blocked by the proxy</html>', 'serverUnavailable'],
    [404, '<html>Not found</html>', 'notFound'],
    [401, '', 'needsSignIn'],
    [429, '', 'tooManyRequests'],
    [500, '<!DOCTYPE html><title>Server Error</title>', 'serverUnavailable'],
    [500, '', 'serverError'],
    [400, { error: { message: 'Bad' } }, 'serverError'],
    [502, 'Bad Gateway', 'serverUnavailable'],
    [503, 'Starting', 'serverUnavailable'],
    [504, '', 'serverUnavailable'],
    [407, '', 'serverUnavailable'],
    [511, 'Sign in to the network', 'serverUnavailable'],
    [418, 'teapot', 'serverError'],
  ] as const)('with status %d and body %j means %s', (status, body, code) => {
    const contentType = typeof body === 'string' ? 'text/plain' : 'application/json';
    expect(errorFailure(answer(status, body, { contentType }), now).code).toBe(code);
  });

  test('that says when to come back passes it on, but only where waiting helps', () => {
    const retryAfter = '7';
    for (const status of [429, 502, 503]) {
      expect(errorFailure(answer(status, {}, { retryAfter }), now).retryAt).toBe(now + 7000);
    }
    for (const status of [403, 404, 500]) {
      expect(errorFailure(answer(status, {}, { retryAfter }), now)).not.toHaveProperty('retryAt');
    }
  });

  test.each([
    ['current servers', 503, { error: seats }],
    ['current servers without wrapper', 503, seats],
    ['older servers', 500, { type: 'MaximumLicenseCountExceeded', message: 'No licence' }],
    ['older servers in the message', 503, { error: { message: 'MaximumLicenseCountExceeded' } }],
  ])('for want of a licence seat is recognised from %s', (_, status, body) => {
    const failure = errorFailure(answer(status, body, { retryAfter: '90' }), now);
    expect(failure).toMatchObject({ code: 'noLicenceSeat', retryAt: now + 90_000 });
    expect(errorFailure(answer(status, body), now).retryAt).toBe(now + 60_000);
  });

  test('about another licence matter is not taken for a missing seat', () => {
    const other = { error: { ...seats, code: 9 } };
    expect(errorFailure(answer(500, other), now).code).toBe('serverError');
  });

  test('is cut to a sensible length', () => {
    const failure = errorFailure(answer(500, { message: 'x'.repeat(100_000) }), now);
    expect(failure.detail).toHaveLength(500);
  });

  test('that quotes the token is freed of it', () => {
    const quoting = answer(500, { message: 'Bearer abc.def is strange' });
    expect(withoutToken(quoting, 'abc.def').text).not.toContain('abc.def');
    expect(withoutToken(quoting, '')).toBe(quoting);
  });
});

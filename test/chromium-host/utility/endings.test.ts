import { expect, test } from 'vitest';
import { exitCode, goneDetails } from './endings.ts';

const utility = { type: 'Utility', serviceName: 'node.mojom.NodeService', name: 'Library' };

test('a code of its own is the code of the exit', () => {
  expect(exitCode({ code: 3, signal: null }, false)).toBe(3);
  expect(exitCode({ code: 42, signal: null }, true)).toBe(42);
});

test('a signal is the code of the exit, unless it is the one that kill sends', () => {
  expect(exitCode({ code: null, signal: 'SIGKILL' }, false)).toBe(9);
  expect(exitCode({ code: null, signal: 'SIGTERM' }, false)).toBe(15);
  expect(exitCode({ code: null, signal: 'SIGTERM' }, true)).toBe(0);
  expect(exitCode({ code: null, signal: 'SIGKILL' }, true)).toBe(0);
  expect(exitCode({ code: null, signal: 'SIGSEGV' }, true)).toBe(11);
});

test('a clean end is not worth telling', () => {
  expect(goneDetails({ code: 0, signal: null }, 'Library')).toBeUndefined();
});

test.each([
  [{ code: 2, signal: null }, 'abnormal-exit', 512],
  [{ code: null, signal: 'SIGSEGV' }, 'crashed', 11],
  [{ code: null, signal: 'SIGABRT' }, 'crashed', 6],
  [{ code: null, signal: 'SIGKILL' }, 'killed', 9],
  [{ code: null, signal: 'SIGTERM' }, 'killed', 15],
  [{ code: -2, signal: null }, 'launch-failed', -2],
] as const)('the app is told of %o as %s', (ending, reason, code) => {
  expect(goneDetails(ending, 'Library')).toEqual({ ...utility, reason, exitCode: code });
});

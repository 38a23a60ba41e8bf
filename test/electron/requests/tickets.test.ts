import { expect, test } from 'vitest';
import { createTickets } from '../../../electron/requests/tickets.ts';

function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted')));
}

test('cancelling a ticket aborts its own task and no other', async () => {
  const tickets = createTickets();
  const first = tickets.run('1', untilAborted);
  let secondSignal: AbortSignal | undefined;
  const second = tickets.run('2', (signal) => {
    secondSignal = signal;
    return untilAborted(signal);
  });
  tickets.cancel('1');
  expect(await first).toBe('aborted');
  expect(secondSignal?.aborted).toBe(false);
  tickets.cancelAll();
  expect(await second).toBe('aborted');
});

test('a ticket used again cancels the older task, whose end does not forget the newer', async () => {
  const tickets = createTickets();
  const older = tickets.run('1', untilAborted);
  const newer = tickets.run('1', untilAborted);
  expect(await older).toBe('aborted');
  tickets.cancel('1');
  expect(await newer).toBe('aborted');
});

test('cancelling what has ended is fine', async () => {
  const tickets = createTickets();
  expect(await tickets.run('1', () => Promise.resolve(7))).toBe(7);
  expect(() => tickets.cancel('1')).not.toThrow();
});

import { expect, test } from 'vitest';
import { createAccountPresence } from '../../../electron/requests/account-presence.ts';
import { FakePresence } from '../instance/fake-presence.ts';

test('nobody is at the window of an account that is not shown', () => {
  const computer = new FakePresence();
  const account = createAccountPresence(computer);
  let changes = 0;
  const stop = account.onChange(() => {
    changes += 1;
  });
  expect(account.isPresent()).toBe(false);
  account.attend(true);
  account.attend(true);
  expect(account.isPresent()).toBe(true);
  expect(changes).toBe(1);
  account.attend(false);
  expect(account.isPresent()).toBe(false);
  expect(changes).toBe(2);
  stop();
  account.attend(true);
  expect(changes).toBe(2);
});

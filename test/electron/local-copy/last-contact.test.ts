import { expect, test } from 'vitest';
import type { Library } from '../../../electron/library/library.ts';
import { done } from '../../../electron/library/outcome.ts';
import { createLastContact } from '../../../electron/local-copy/last-contact.ts';

const day = 86_400_000;

/** A state that lives as long as the test, whatever is made over it. */
function setUp() {
  const state = new Map<string, string>();
  let now = 1_000 * day;
  let writes = 0;
  const askLibrary = ((name: string, given: { name: string; json?: string }) => {
    if (name === 'readState') {
      const json = state.get(given.name);
      return Promise.resolve(done(json === undefined ? null : { json, writtenAt: 0 }));
    }
    writes += 1;
    state.set(given.name, given.json ?? '');
    return Promise.resolve(done(null));
  }) as Library['ask'];
  const start = async () => {
    const contact = createLastContact({
      askLibrary,
      clock: { now: () => now },
      limitDays: () => 30,
    });
    await contact.read();
    return contact;
  };
  return {
    start,
    state,
    writes: () => writes,
    pass: (days: number) => {
      now += days * day;
    },
  };
}

test('a copy that is new begins with a contact', async () => {
  const { start, pass } = setUp();
  const contact = await start();
  expect(contact.isOverdue()).toBe(false);
  pass(30);
  expect(contact.isOverdue()).toBe(false);
  pass(0.01);
  expect(contact.isOverdue()).toBe(true);
});

test('days count over restarts, and a contact begins them anew', async () => {
  const { start, pass } = setUp();
  await start();
  pass(29);
  expect((await start()).isOverdue()).toBe(false);
  pass(2);
  const overdue = await start();
  expect(overdue.isOverdue()).toBe(true);
  overdue.note();
  expect(overdue.isOverdue()).toBe(false);
  pass(29);
  expect((await start()).isOverdue()).toBe(false);
});

test('setting the clock back gains nothing that a start has seen', async () => {
  const { start, pass } = setUp();
  await start();
  pass(31);
  expect((await start()).isOverdue()).toBe(true);
  pass(-31);
  expect((await start()).isOverdue()).toBe(true);
});

test('a clock that stood ahead between two contacts is forgiven at once by the second one', async () => {
  const { start, pass } = setUp();
  const before = await start();
  before.note();
  pass(60);
  expect((await start()).isOverdue()).toBe(true);
  pass(-59.999);
  const mended = await start();
  expect(mended.isOverdue()).toBe(true);
  mended.note();
  expect(mended.isOverdue()).toBe(false);
});

test('answers in quick succession are noted once', async () => {
  const { start, pass, writes } = setUp();
  const contact = await start();
  const before = writes();
  for (let answer = 0; answer < 100; answer += 1) {
    pass(1 / 24 / 60 / 60);
    contact.note();
  }
  expect(writes()).toBe(before);
  pass(1 / 24);
  contact.note();
  expect(writes()).toBe(before + 1);
});

test('a record that nobody can read counts as none', async () => {
  const { start, state } = setUp();
  state.set('contact', '{"at":"yesterday"}');
  expect((await start()).isOverdue()).toBe(false);
});

import { expect, test } from 'vitest';
import type { KeptSet } from '../../../electron/contract/local-copy.ts';
import type { LogEvent } from '../../../electron/diagnostics/log-line.ts';
import { followStates } from '../../../electron/diagnostics/state-changes.ts';

function followed() {
  const events: LogEvent[] = [];
  return { events, states: followStates((event) => events.push(event)) };
}

const kept: KeptSet = {
  ...{ set: 'Crm_Sales_Customers', part: null, along: null, status: 'pulling', rows: 1000 },
  ...{ total: 3000, completeAt: null, failure: null },
};

test('a state is written when it is another one, and holds no name of anybody', () => {
  const { events, states } = followed();
  const instance = { host: 'secret.example', database: 'SECRET', version: '1.2' };
  const user = { id: '1', login: 'secret', name: 'Secret', email: 'secret@example.com' };
  const account = { key: 'secret', instance, user, storage: { kind: 'system' } } as const;
  states.session({ status: 'signingIn', instance, step: 'openingBrowser', until: 1 });
  states.session({ status: 'signingIn', instance, step: 'openingBrowser', until: 2 });
  states.session({ status: 'signedIn', account, renewal: 'well', endsAt: null });
  states.session({ status: 'signedIn', account, renewal: 'offline', endsAt: null });
  states.connection({ status: 'online', at: 1, seatUntil: 2 });
  states.connection({ status: 'online', at: 2, seatUntil: 3 });
  expect(events).toEqual([
    { event: 'session', state: 'signingIn', step: 'openingBrowser' },
    { event: 'session', state: 'signedIn', renewal: 'well' },
    { event: 'session', state: 'signedIn', renewal: 'offline' },
    { event: 'connection', state: 'online' },
  ]);
});

test('a set that is kept is written when its state changes, not with every page', () => {
  const { events, states } = followed();
  const failure = { code: 'noLicenceSeat', detail: 'words of the server' } as const;
  states.keptSets('one', { sets: [kept], isPaused: false });
  states.keptSets('one', { sets: [{ ...kept, rows: 2000 }], isPaused: false });
  states.keptSets('one', { sets: [{ ...kept, status: 'failed', failure }], isPaused: false });
  states.keptSets('two', { sets: [{ ...kept, rows: 7 }], isPaused: false });
  expect(events).toEqual([
    { event: 'sync', set: 'Crm_Sales_Customers', state: 'pulling', rows: 1000 },
    {
      event: 'sync',
      set: 'Crm_Sales_Customers',
      state: 'failed',
      rows: 1000,
      code: 'noLicenceSeat',
    },
    { event: 'sync', set: 'Crm_Sales_Customers', state: 'pulling', rows: 7 },
  ]);
});

test('each mending of a copy is written once, and again in a copy that was opened anew', () => {
  const { events, states } = followed();
  states.copy('one', { status: 'open', mendings: [{ kind: 'stateLost' }] });
  states.copy('one', {
    status: 'open',
    mendings: [{ kind: 'stateLost' }, { kind: 'cacheRebuilt' }],
  });
  states.copy('two', { status: 'unavailable', because: 'diskFull', mendings: [] });
  states.copy('one', { status: 'open', mendings: [{ kind: 'cacheRebuilt' }] });
  expect(events).toEqual([
    { event: 'copy', state: 'open' },
    { event: 'mended', what: 'stateLost' },
    { event: 'mended', what: 'cacheRebuilt' },
    { event: 'copy', state: 'unavailable', reason: 'diskFull' },
    { event: 'mended', what: 'cacheRebuilt' },
  ]);
});

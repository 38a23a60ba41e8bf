import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { KeepOffline } from '../../../electron/contract/local-copy.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { rhythm } from '../../../electron/sync/schedule.ts';
import { settled } from '../instance/fake-clock.ts';
import { balances, fakeRows, idOf, lines, orders } from './fake-instance.ts';
import { type KeptComputer, keptComputer } from './kept-computer.ts';

const ordersOnly: KeepOffline = { set: orders, along: [], withPictures: false };
const both = { set: orders, along: [lines], withPictures: false };
const minute = 60_000;

let computer: KeptComputer;

beforeEach(async () => {
  computer = await keptComputer();
});

async function keep(choice = ordersOnly): Promise<void> {
  expect(await computer.world().sync.keep(choice)).toEqual(success(null));
  await computer.world().idle();
}

function refresh(set: string, signal = new AbortController().signal) {
  return computer.world().sync.refresh(set, signal);
}

/** What has been asked since the last time, by what it was for. */
function asked(): string[] {
  return computer.instance.asked.splice(0).map((request) => {
    const { urgency } = request;
    const address = decodeURIComponent(request.address);
    const link = address.includes('skiptoken') ? ' next' : '';
    const kind = /\$filter/.test(address)
      ? 'follow'
      : /DisplayText/.test(address)
        ? 'pull'
        : /\$count/.test(address)
          ? 'count'
          : 'sweep';
    return `${urgency} ${kind}${link}`;
  });
}

describe('A set that is kept', () => {
  it('is pulled page by page in the background, then followed', async () => {
    await keep();
    expect(asked()).toEqual([
      ...[
        'background pull',
        'background pull next',
        'background pull next',
        'background pull next',
      ],
      ...[
        'background follow',
        'background follow next',
        'background follow next',
        'background follow next',
      ],
    ]);
    expect(await computer.titles(orders)).toHaveLength(10);
    expect(computer.world().sync.isComplete(orders)).toBe(true);
    expect(computer.world().kept(orders)).toMatchObject({
      ...{ along: null, status: 'upToDate', rows: 10, total: 10, failure: null },
    });
    expect(computer.world().changed).toContain(orders);
  });

  it('tells how far it is, a few times a second at most', async () => {
    const { clock, told } = computer.world();
    computer.instance.trouble = async () => {
      await clock.advance(100);
      return undefined;
    };
    await keep();
    const seen = told.flatMap(({ sets }) =>
      sets.map(({ status, rows, total }) => ({ status, rows, total })),
    );
    expect(seen).toContainEqual({ status: 'pulling', rows: 3, total: 10 });
    expect(seen.length).toBeLessThanOrEqual(1 + (8 * 100) / 300 + 2);
  });

  it('gets what was changed and made since, and marks it', async () => {
    await keep();
    asked();
    const later = computer.world().clock.now();
    const before = computer.instance.rows.get(orders) ?? [];
    computer.instance.rows.set(orders, [
      ...before.map((row) =>
        row.id === idOf(4) ? { ...row, name: 'Changed', changedAt: later } : row,
      ),
      ...fakeRows(20, 21, later),
    ]);
    await computer.world().pass(rhythm.follow);

    expect(await computer.titles(orders)).toContain('The Changed');
    expect(await computer.titles(orders)).toContain('The Row 20');
    const changes = await computer.world().sync.changes(orders);
    const rows = changes.ok ? changes.value.rows : [];
    const told = rows.map(({ id, kind, before }) => [id, { kind, before }] as const);
    expect(Object.fromEntries(told)).toEqual({
      [idOf(20)]: { kind: 'new', before: {} },
      [idOf(4)]: { kind: 'changed', before: { Name: 'Row 4', DisplayText: 'The Row 4' } },
    });
    await computer.world().sync.changesSeen(orders);
    expect(await computer.world().sync.changes(orders)).toMatchObject({ value: { count: 0 } });
  });

  it('loses what was deleted when the instance counts fewer rows, and at the latest after a day', async () => {
    await keep();
    computer.instance.rows.set(orders, fakeRows(0, 9));
    await computer.world().pass(rhythm.count, minute);
    expect(await computer.titles(orders)).toHaveLength(9);
    expect(computer.world().kept(orders)).toMatchObject({ rows: 9, total: 9 });

    // One more, as many as the sweep before has found.
    computer.instance.rows.set(orders, fakeRows(1, 9));
    await computer.world().pass(rhythm.count + minute, minute);
    expect(await computer.titles(orders)).toHaveLength(8);

    computer.instance.trouble = ({ address }) =>
      address.includes('$count') ? failure({ code: 'serverError' }) : undefined;
    computer.instance.rows.set(orders, fakeRows(2, 9));
    await computer.world().pass(rhythm.sweep + minute, 10 * minute);
    expect(await computer.titles(orders)).toHaveLength(7);
  });

  it('keeps its rows when a sweep or a pull comes empty and the instance counts some, and loses them when it counts none', async () => {
    await keep();
    const { instance } = computer;
    // Rights that are withdrawn for a moment: every page is empty, but the count tells otherwise.
    const isCount = (address: string) => address.includes('$top=1&');
    instance.trouble = ({ address }) =>
      isCount(address) ? undefined : success({ '@odata.count': 0, value: [] });
    await computer.world().pass(rhythm.renewal + rhythm.sweep, rhythm.count / 2);
    expect(await computer.titles(orders)).toHaveLength(10);
    expect(computer.world().kept(orders)).toMatchObject({
      status: 'failed',
      failure: { code: 'answerNotUnderstood' },
    });

    instance.trouble = () => undefined;
    await computer.world().pass(rhythm.sweep, rhythm.count);
    expect(await computer.titles(orders)).toHaveLength(10);
    expect(computer.world().kept(orders)).toMatchObject({ status: 'upToDate', failure: null });

    instance.rows.set(orders, []);
    await computer.world().pass(rhythm.sweep + rhythm.count, rhythm.count);
    expect(await computer.titles(orders)).toEqual([]);
  });

  it('is swept and pulled once, not again and again, when the instance counts rows that it does not show', async () => {
    await keep();
    asked();
    computer.instance.hidden = 2;
    await computer.world().pass(rhythm.count * 6, 10 * minute);
    const jobs = asked().filter((each) => /sweep$|pull$/.test(each));
    expect(jobs).toEqual(['background sweep', 'background pull']);
  });

  it('is pulled anew when rows are missing that no change tells of', async () => {
    await keep();
    const rows = computer.instance.rows.get(orders) ?? [];
    // Made long ago, as an import stamps them: nobody hears of them by asking for what has changed.
    const [old] = fakeRows(500, 501);
    if (old === undefined) throw new Error('No row');
    computer.instance.rows.set(orders, [...rows, { ...old, changedAt: 0 }]);
    await computer.world().pass(rhythm.count * 3, 10 * minute);
    expect(await computer.titles(orders)).toContain('The Row 500');
  });

  it('is pulled anew now and then when it does not tell what has changed', async () => {
    await keep({ ...ordersOnly, set: lines });
    asked();
    computer.instance.rows.set(lines, fakeRows(2, 6));
    await computer.world().pass(rhythm.repull, 10 * minute);
    expect(asked()).toEqual(['background pull', 'background pull next']);
    expect(await computer.titles(lines)).toEqual([
      'The Row 2',
      'The Row 3',
      'The Row 4',
      'The Row 5',
    ]);
    expect(await computer.world().sync.changes(lines)).toMatchObject({ value: { count: 4 } });
  });

  it('is pulled as a whole in another language, which is no change of its rows', async () => {
    await keep();
    asked();
    const rows = computer.instance.rows.get(orders) ?? [];
    computer.instance.rows.set(
      orders,
      rows.map((row) => ({ ...row, name: `На български ${row.name}` })),
    );
    computer.world().speak('bg');
    await computer.world().pass(rhythm.follow);
    expect(asked()[0]).toBe('background pull');
    expect(await computer.titles(orders)).toContain('The На български Row 1');
    expect(await computer.world().sync.changes(orders)).toMatchObject({ value: { count: 0 } });
  });
});

describe('What is to be kept', () => {
  it('can’t be a view, whose rows have no key', async () => {
    const refused = failure({ code: 'badRequest', detail: 'noKey' });
    const { sync } = computer.world();
    expect(await sync.keep({ ...ordersOnly, set: balances })).toEqual(refused);
    expect(await sync.keep({ ...ordersOnly, along: [balances] })).toEqual(refused);
    expect(await sync.estimate({ ...ordersOnly, set: balances }, AbortSignal.any([]))).toEqual(
      refused,
    );
    expect(sync.keptSets().sets).toEqual([]);
  });

  it('is told before: rows, bytes and time, from a page of each set', async () => {
    const { sync, clock } = computer.world();
    computer.instance.trouble = async () => {
      await clock.advance(250);
      return undefined;
    };
    const estimate = await sync.estimate(both, AbortSignal.any([]));
    expect(estimate).toMatchObject({ value: { rows: 14, milliseconds: 500 } });
    expect(asked()).toEqual(['visible pull', 'visible pull']);
    expect(estimate.ok && estimate.value.bytes).toBeGreaterThan(14 * 150);
  });

  it('is still kept after a restart, and goes on at the page where it was', async () => {
    computer.instance.trouble = ({ address }) => {
      if (address.includes(idOf(6))) computer.world().crashAfter(0);
      return undefined;
    };
    void computer.world().sync.keep(both);
    await computer.world().idle();
    expect(asked()).toEqual(['background pull', 'background pull next', 'background pull next']);

    computer.instance.trouble = () => undefined;
    await computer.restart();
    expect(asked().slice(0, 2)).toEqual(['background pull next', 'background pull next']);
    expect(await computer.titles(orders)).toHaveLength(10);
    expect(await computer.titles(lines)).toHaveLength(4);
    expect(computer.world().kept(lines)).toMatchObject({ along: orders, status: 'upToDate' });
  });

  it('comes again by itself after the cache had to be given up', async () => {
    await keep();
    asked();
    const world = await computer.restart((folder) => rmSync(join(folder, 'cache.db')));
    expect(asked()[0]).toBe('background pull');
    expect(await computer.titles(orders)).toHaveLength(10);
    expect(world.sync.isComplete(orders)).toBe(true);
  });

  it('ends with what was kept only along with it, in the middle of a pull too', async () => {
    computer.instance.trouble = ({ address }) =>
      address.includes('skiptoken') ? new Promise(() => undefined) : undefined;
    void computer.world().sync.keep(both);
    await settledPull();
    expect(await computer.world().sync.stop({ set: orders })).toEqual(success(null));
    expect(computer.world().sync.keptSets().sets).toEqual([]);
    const known = await computer.library().ask('listSets', {});
    expect(known).toMatchObject({
      value: [{ isKept: false, isPulling: false }, { isKept: false }],
    });

    computer.instance.trouble = () => undefined;
    asked();
    await computer.world().pass(rhythm.sweep, rhythm.repull);
    expect(asked()).toEqual([]);
  });
});

/** Lets a pull come to where it waits for the instance. */
async function settledPull(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise(setImmediate);
}

describe('On a metered connection', () => {
  it('nothing is fetched in the background, not even the rest of a pull, but what somebody looks at', async () => {
    const held = Promise.withResolvers<undefined>();
    computer.instance.trouble = () => held.promise;
    void computer.world().sync.keep(ordersOnly);
    await settledPull();
    computer.world().setMetered(true);
    await computer.world().idle();
    computer.instance.trouble = () => undefined;
    held.resolve(undefined);
    asked();
    await computer.world().pass(rhythm.sweep, rhythm.count);
    expect(asked()).toEqual([]);
    expect(computer.world().sync.keptSets()).toMatchObject({ isHeldBack: true });
    expect(computer.world().kept(orders)).toMatchObject({ status: 'waiting', failure: null });

    computer.world().setMetered(false);
    await computer.world().idle();
    expect(computer.world().kept(orders)).toMatchObject({ status: 'upToDate' });
    expect(computer.world().sync.keptSets()).not.toHaveProperty('isHeldBack');
    computer.world().setMetered(true);
    asked();
    await computer.world().pass(rhythm.follow);
    expect(await refresh(orders)).toEqual(success(null));
    expect(new Set(asked())).toEqual(new Set(['visible follow', 'visible follow next']));
  });
});

describe('Fetching in the background', () => {
  it('waits while nobody is there, while the network is away, and while it is paused', async () => {
    const { presence } = computer.world();
    presence.leave();
    await keep();
    expect(asked()).toEqual([]);
    expect(computer.world().kept(orders)?.status).toBe('waiting');
    computer.world().setOnline(false);
    presence.comeBack();
    await computer.world().sync.pause(true);
    computer.world().setOnline(true);
    await computer.world().pass(rhythm.repull);
    expect(asked()).toEqual([]);
    await computer.world().sync.pause(false);
    await computer.world().idle();
    expect(computer.world().kept(orders)?.status).toBe('upToDate');
  });

  it('stops at once when it is paused, also beyond the end of the app', async () => {
    computer.instance.trouble = ({ address }) =>
      address.includes('skiptoken') ? new Promise(() => undefined) : undefined;
    void computer.world().sync.keep(ordersOnly);
    await settledPull();
    expect(await computer.world().sync.pause(true)).toEqual(success(null));
    computer.instance.trouble = () => undefined;
    asked();
    const world = await computer.restart();
    expect(world.sync.keptSets().isPaused).toBe(true);
    expect(asked()).toEqual([]);
    await world.sync.pause(false);
    await world.idle();
    expect(asked()[0]).toBe('background pull next');
  });

  it('tries a set again later and later when it fails, and gets the others meanwhile', async () => {
    computer.instance.trouble = ({ address }) =>
      address.startsWith(orders) ? failure({ code: 'noPermission' }) : undefined;
    await keep(both);
    expect(computer.world().kept(lines)?.status).toBe('upToDate');
    expect(computer.world().kept(orders)).toMatchObject({
      ...{ status: 'failed', failure: { code: 'noPermission' }, completeAt: null },
    });
    asked();
    const tries: number[] = [];
    for (let seconds = 5; seconds <= 300; seconds += 5) {
      await computer.world().pass(5000);
      if (asked().length > 0) tries.push(seconds);
    }
    expect(tries).toEqual([15, 45, 105, 225]);
    computer.instance.trouble = () => undefined;
    await computer.world().pass(4 * minute, minute);
    expect(computer.world().kept(orders)).toMatchObject({ status: 'upToDate', failure: null });
  });

  it('rests as a whole when the instance asks for patience, as long as it asks for', async () => {
    const retryAt = computer.world().clock.now() + 2 * minute;
    computer.instance.trouble = () => failure({ code: 'noLicenceSeat', retryAt });
    await keep(both);
    expect(asked()).toHaveLength(1);
    await computer.world().pass(2 * minute - 1000);
    expect(asked()).toHaveLength(0);
    computer.instance.trouble = () => undefined;
    await computer.world().pass(1000);
    expect(computer.world().kept(lines)?.status).toBe('upToDate');
  });

  it('goes on as soon as the network is back', async () => {
    computer.instance.trouble = () => failure({ code: 'offline' });
    await keep();
    expect(computer.world().kept(orders)).toMatchObject({ status: 'waiting', failure: null });
    computer.instance.trouble = () => undefined;
    computer.world().setOnline(false);
    computer.world().setOnline(true);
    await computer.world().idle();
    expect(computer.world().kept(orders)?.status).toBe('upToDate');
  });

  it('asks a refused page once more, and begins anew when it is refused again', async () => {
    const refused = failure({ code: 'serverError' });
    let refusals = 1;
    computer.instance.trouble = ({ address }) => {
      if (!address.includes(idOf(6)) || refusals === 0) return undefined;
      refusals -= 1;
      return refused;
    };
    await keep();
    await computer.world().pass(minute);
    expect(asked().filter((each) => each === 'background pull')).toHaveLength(1);

    await computer.world().sync.stop({ set: orders });
    refusals = 2;
    await keep();
    await computer.world().pass(5 * minute, minute);
    expect(asked().filter((each) => each === 'background pull')).toHaveLength(2);
    expect(await computer.titles(orders)).toHaveLength(10);
  });

  it('never asks or writes after it was ended', async () => {
    let hasAsked = false;
    computer.instance.trouble = ({ address }) => {
      if (address.includes('skiptoken') && !hasAsked) {
        hasAsked = true;
        computer.world().sync.dispose();
      }
      return undefined;
    };
    void computer.world().sync.keep(ordersOnly);
    await settledPull();
    asked();
    computer.world().setOnline(false);
    computer.world().setOnline(true);
    await computer.world().pass(rhythm.sweep, rhythm.repull);
    expect(asked()).toEqual([]);
    const known = await computer.library().ask('readSyncState', { set: orders });
    expect(known).toMatchObject({ value: { completeAt: null } });
  });

  it('makes way while it pulls for what is soon done', async () => {
    await keep();
    let isHeld = true;
    computer.instance.trouble = ({ address }) =>
      isHeld && address.startsWith(lines) ? new Promise(() => undefined) : undefined;
    void computer.world().sync.keep(both);
    await settledPull();
    asked();
    isHeld = false;
    await computer.world().clock.advance(rhythm.follow + minute);
    await computer.world().idle();
    expect(asked()).toEqual(expect.arrayContaining(['background follow']));
    expect(computer.world().kept(lines)?.status).toBe('upToDate');
  });
});

describe('Looking at a kept set', () => {
  it('brings it up to date before everything else, however new it is', async () => {
    await keep();
    asked();
    expect(await refresh(orders)).toEqual(success(null));
    expect(asked()[0]).toBe('visible follow');
    await computer.world().pass(31_000);
    const later = computer.world().clock.now();
    computer.instance.rows.get(orders)?.push(...fakeRows(30, 31, later));
    expect(await refresh(orders)).toEqual(success(null));
    expect(asked()[0]).toBe('visible follow');
    expect(await computer.titles(orders)).toContain('The Row 30');
  });

  it('does not wait for what is being pulled in the background', async () => {
    await keep();
    await computer.world().pass(31_000);
    computer.instance.trouble = ({ address, urgency }) =>
      urgency === 'background' && address.startsWith(lines)
        ? new Promise(() => undefined)
        : undefined;
    void computer.world().sync.keep(both);
    await settledPull();
    expect(await refresh(orders)).toEqual(success(null));
    computer.instance.trouble = () => undefined;
  });

  it('is one run for several who look at the same time, and none for whoever left', async () => {
    await keep();
    await computer.world().pass(31_000);
    asked();
    const leaving = new AbortController();
    const all = [refresh(orders), refresh(orders), refresh(orders, leaving.signal)];
    leaving.abort();
    expect(await Promise.all(all)).toEqual([
      ...[success(null), success(null), failure({ code: 'cancelled' })],
    ]);
    expect(asked().filter((each) => each === 'visible follow')).toHaveLength(1);
  });

  it('stops the run when nobody waits for it any more', async () => {
    await keep();
    await computer.world().pass(31_000);
    const leaving = new AbortController();
    let aborted = false;
    computer.instance.ask = (_, { signal }) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          aborted = true;
          resolve(failure({ code: 'cancelled' }));
        });
      });
    const left = refresh(orders, leaving.signal);
    await settledPull();
    leaving.abort();
    expect(await left).toEqual(failure({ code: 'cancelled' }));
    await settled();
    expect(aborted).toBe(true);
  });

  it('tells why it could not be brought up to date', async () => {
    await keep();
    await computer.world().pass(31_000);
    computer.instance.trouble = () => failure({ code: 'offline' });
    expect(await refresh(orders)).toEqual(failure({ code: 'offline' }));
    expect(computer.world().sync.isComplete(orders)).toBe(true);
  });

  it('leaves a set as it is that does not tell what has changed, and knows none that is not kept', async () => {
    await keep({ ...ordersOnly, set: lines });
    asked();
    await computer.world().pass(31_000);
    expect(await refresh(lines)).toEqual(success(null));
    expect(asked()).toEqual([]);
    expect(await refresh(orders)).toEqual(failure({ code: 'notKept' }));
  });
});

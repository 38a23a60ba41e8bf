import { beforeEach, describe, expect, it } from 'vitest';
import type { KeptPart } from '../../../electron/contract/local-copy.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import type { EntitySetModel } from '../../../electron/instance/model.ts';
import { localQuery } from '../../../electron/query/local-query.ts';
import { rhythm } from '../../../electron/sync/schedule.ts';
import { type FakeRow, fakeModel, idOf, invoices, orders } from './fake-instance.ts';
import { type KeptComputer, keptComputer } from './kept-computer.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Conditions = KeptPart['where'][number];

const named = (text: string): Conditions[number] => ({ test: 'startsWith', path: 'Name', text });
const oranges: KeptPart = { where: [[named('Orange')]], search: '', words: ['Name: Orange'] };

let computer: KeptComputer;

beforeEach(async () => {
  computer = await keptComputer();
  const lately = computer.world().clock.now() - 2 * hour;
  setRows([
    ...rowsNamed('Orange', 0, 5),
    ...rowsNamed('Apple', 5, 20),
    ...rowsNamed('Apple', 30, 31, lately),
  ]);
});

/** Rows whose names begin alike, changed last long ago. */
function rowsNamed(name: string, from: number, to: number, changedAt = 0): FakeRow[] {
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    return { id: idOf(number), name: `${name} ${number}`, changedAt };
  });
}

function setRows(rows: readonly FakeRow[]): void {
  computer.instance.rows.set(invoices, [...rows]);
}

function changeRow(number: number, change: Partial<FakeRow>): void {
  const rows = computer.instance.rows.get(invoices) ?? [];
  setRows(rows.map((row) => (row.id === idOf(number) ? { ...row, ...change } : row)));
}

function removeRow(number: number): void {
  setRows((computer.instance.rows.get(invoices) ?? []).filter(({ id }) => id !== idOf(number)));
}

async function keep(part = oranges, along: readonly string[] = []): Promise<void> {
  const wish = { set: invoices, part, along: [...along], withPictures: false };
  expect(await computer.world().sync.keep(wish)).toEqual(success(null));
  await computer.world().idle();
}

/** The model of a set that does not tell when its rows were changed. */
function withoutUpdates(model: EntitySetModel | undefined): EntitySetModel | undefined {
  if (model === undefined) return undefined;
  const { detail } = model;
  const columns = detail.columns.filter(({ name }) => name !== 'AggregateLastUpdateTimeUtc');
  return { ...model, detail: { ...detail, columns } };
}

/** What a question is answered from, and which rows that finds; null when not all of them are here. */
async function answered(where: KeptPart['where']): Promise<readonly string[] | null> {
  const query = { set: invoices, columns: ['Name'], where, search: '', order: [] };
  const asked = await computer.world().understand(query);
  if (!asked.ok) throw new Error(asked.error.code);
  const complete = computer.world().sync.completeFor(asked.value);
  if (complete === null) return null;
  const { plain, models } = asked.value;
  const local = { ...localQuery(plain, models), within: complete.within ?? undefined };
  const page = await computer.library().ask('queryRows', { query: local, offset: 0, limit: 100 });
  if (!page.ok || page.value === null || page.value.completeAt === null) return null;
  return page.value.rows
    .map(({ cells: [name] }) => (typeof name === 'string' ? name : ''))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** What has been asked since the last time, without what every address has. */
function asked(): string[] {
  return computer.instance.asked
    .splice(0)
    .map(({ address }) => new URL(address, 'https://instance/').searchParams)
    .filter((parameters) => !parameters.has('$skiptoken'))
    .map((parameters) => {
      const filter = parameters.get('$filter')?.replace('AggregateLastUpdateTimeUtc', 'Updated');
      return `${parameters.get('$expand') === null ? 'ids' : 'rows'} ${filter ?? 'of all'}`;
    });
}

describe('A part of a set that is kept', () => {
  it('is pulled with nothing else of the set, and answers what lies in it', async () => {
    await keep();
    expect(await answered([[named('Orange')]])).toEqual([
      ...['Orange 0', 'Orange 1', 'Orange 2', 'Orange 3', 'Orange 4'],
    ]);
    expect(await answered([[named('Orange 3')]])).toEqual(['Orange 3']);
    expect(await answered([[named('Orange')], [{ test: 'notEmpty', path: 'Notes' }]])).toEqual([]);
    expect(await answered([[named('O')]])).toBeNull();
    expect(await answered([])).toBeNull();
    expect(await computer.titles(invoices)).toHaveLength(5);
    const [kept] = computer.world().sync.keptSets().sets;
    expect(kept).toMatchObject({ set: invoices, part: oranges, status: 'upToDate', rows: 5 });
    expect(computer.world().sync.isComplete(invoices)).toBe(false);
  });

  it('does not ask for all that has changed in the set since its own rows were, which may be long ago', async () => {
    const now = computer.world().clock.now();
    await keep();
    const since = (ago: number) => new Date(now - ago).toISOString().slice(0, 16);
    expect(asked()).toEqual([
      `ids Updated ge ${since(day + 5 * minute)}:00Z`,
      `rows startswith(Name,'Orange')`,
      `rows Updated ge ${since(2 * hour + 5 * minute)}:00Z`,
    ]);
  });

  it('gets what comes to it, and lets go what leaves it, which stays for other questions', async () => {
    await keep();
    const changedAt = computer.world().clock.now();
    changeRow(2, { name: 'Apple 2', changedAt });
    changeRow(7, { name: 'Orange 7', changedAt });
    changeRow(8, { name: 'Apple 8 again', changedAt });
    await computer.world().pass(rhythm.follow);
    expect(await answered([[named('Orange')]])).toEqual([
      ...['Orange 0', 'Orange 1', 'Orange 3', 'Orange 4', 'Orange 7'],
    ]);
    expect(await computer.titles(invoices)).toContain('The Apple 2');
    expect(await computer.titles(invoices)).not.toContain('The Apple 8 again');
  });

  it('tells what is new, changed and deleted in it since somebody looked, and not that its texts are in another language', async () => {
    await keep();
    const told = async () => {
      const changes = await computer.world().sync.changes(invoices);
      if (!changes.ok) throw new Error(changes.error.code);
      return changes.value.rows.map(
        ({ id, kind }) => `${kind} ${[0, 2, 7, 8].map(idOf).indexOf(id)}`,
      );
    };
    expect(await told()).toEqual([]);
    const changedAt = computer.world().clock.now();
    changeRow(2, { name: 'Orange 2 again', changedAt });
    changeRow(8, { name: 'Apple 8 again', changedAt });
    setRows([
      ...(computer.instance.rows.get(invoices) ?? []).filter(({ id }) => id !== idOf(7)),
      ...[{ id: idOf(7), name: 'Orange 7', changedAt }],
    ]);
    removeRow(0);
    await computer.world().pass(rhythm.smallSweep, rhythm.follow);
    expect((await told()).toSorted()).toEqual(['changed 1', 'deleted 0', 'new 2']);
    expect(await computer.world().sync.changesSeen(invoices)).toEqual(success(null));
    computer.world().speak('bg');
    await computer.world().pass(rhythm.follow);
    expect(await told()).toEqual([]);
  });

  it('finds out soon what was deleted, what left it and what came to it, though nobody tells', async () => {
    await keep();
    asked();
    removeRow(0);
    changeRow(1, { name: 'Apple 1' });
    setRows([...(computer.instance.rows.get(invoices) ?? []), ...rowsNamed('Orange', 40, 41)]);
    await computer.world().pass(rhythm.smallSweep, rhythm.follow);
    expect(asked()).toContain(`rows Id in (${[0, 1, 40].map(idOf).join(',')})`);
    expect(await answered([[named('Orange')]])).toEqual([
      ...['Orange 2', 'Orange 3', 'Orange 4', 'Orange 40'],
    ]);
    expect(await computer.titles(invoices)).toContain('The Apple 1');
    expect(await computer.titles(invoices)).not.toContain('The Orange 0');
  });

  it('is pulled anew when the instance does not find rows by their ids', async () => {
    await keep();
    asked();
    setRows([...(computer.instance.rows.get(invoices) ?? []), ...rowsNamed('Orange', 40, 41)]);
    computer.instance.trouble = ({ address }) =>
      decodeURIComponent(address).includes('Id in') ? failure({ code: 'serverError' }) : undefined;
    await computer.world().pass(rhythm.smallSweep, rhythm.follow);
    expect(asked()).toContain(`rows startswith(Name,'Orange')`);
    expect(await answered([[named('Orange')]])).toContain('Orange 40');
  });

  it('is asked for in several ways where one is enough, each after the other, also after a restart', async () => {
    const either = { where: [[named('Orange'), named('Apple 6')]], search: '', words: [] };
    computer.instance.trouble = ({ address }) => {
      if (address.includes('Apple')) computer.world().crashAfter(0);
      return undefined;
    };
    void keep(either);
    await computer.world().idle();
    expect(computer.world().hasCrashed()).toBe(true);
    computer.instance.trouble = () => undefined;
    asked();
    await computer.restart();
    expect(asked()[0]).toBe(`rows startswith(Name,'Apple 6')`);
    expect(await answered(either.where)).toHaveLength(6);
    expect(await answered([[named('Orange 1'), named('Apple 6')]])).toEqual([
      'Apple 6',
      'Orange 1',
    ]);
  });

  it('means something else on another day, and is complete again when its rows have come', async () => {
    const today: KeptPart = {
      where: [[{ test: 'expression', path: 'Day', text: '(today)' }]],
      ...{ search: '', words: [] },
    };
    const start = Math.floor(computer.world().clock.now() / day) * day;
    const onDay = (days: number) => `${new Date(start + days * day).toISOString().slice(0, 19)}Z`;
    changeRow(3, { day: onDay(0) });
    changeRow(4, { day: onDay(1) });
    await keep(today);
    expect(await answered(today.where)).toEqual(['Orange 3']);

    computer.instance.trouble = () => failure({ code: 'serverError' });
    await computer.world().pass(day);
    expect(await answered(today.where)).toBeNull();
    const yesterday = onDay(0).slice(0, 10);
    expect(
      await answered([[{ test: 'range', path: 'Day', from: yesterday, to: yesterday }]]),
    ).toEqual(['Orange 3']);
    computer.instance.trouble = () => undefined;
    await computer.world().pass(hour, rhythm.follow);
    expect(await answered(today.where)).toEqual(['Orange 4']);
  });

  describe('of a set that does not tell what has changed', () => {
    const today: KeptPart = {
      where: [[{ test: 'expression', path: 'Day', text: '(today)' }]],
      ...{ search: '', words: [] },
    };
    const morning = () => Math.ceil(computer.world().clock.now() / day) * day;
    const onDay = (days: number) =>
      `${new Date(morning() + days * day).toISOString().slice(0, 19)}Z`;
    const pulls = () => asked().filter((each) => each.startsWith('rows Day'));

    beforeEach(async () => {
      computer = await keptComputer(3, (set) =>
        set === invoices ? withoutUpdates(fakeModel(set)) : fakeModel(set),
      );
      setRows(rowsNamed('Orange', 0, 8));
    });

    /** Keeps it late in the evening, with rows of this day and of the next. */
    async function keepInTheEvening() {
      changeRow(3, { day: onDay(-1) });
      changeRow(4, { day: onDay(0) });
      await computer.world().pass(morning() - computer.world().clock.now() - hour);
      await keep(today);
      expect(await answered(today.where)).toEqual(['Orange 3']);
      expect(pulls()).toHaveLength(1);
    }

    it('is pulled soon after another day has begun, once', async () => {
      await keepInTheEvening();
      await computer.world().pass(hour - minute, minute);
      expect(pulls()).toEqual([]);
      await computer.world().pass(10 * minute, minute);
      expect(pulls()).toHaveLength(1);
      expect(await answered(today.where)).toEqual(['Orange 4']);
      await computer.world().pass(rhythm.repull - hour, 10 * minute);
      expect(pulls()).toEqual([]);
    });

    it('is pulled at once when the app starts on another day', async () => {
      await keepInTheEvening();
      await computer.restart(() => computer.world().clock.set(2 * hour));
      expect(pulls()).toHaveLength(1);
      expect(await answered(today.where)).toEqual(['Orange 4']);
    });

    it('waits while the connection costs, and is not pulled where no word means another day', async () => {
      await keepInTheEvening();
      await keep();
      asked();
      computer.world().setMetered(true);
      await computer.world().pass(2 * hour, 10 * minute);
      expect(asked()).toEqual([]);
      computer.world().setMetered(false);
      await computer.world().pass(10 * minute, minute);
      const all = asked();
      expect(all.filter((each) => each.startsWith('rows Day'))).toHaveLength(1);
      expect(all.filter((each) => each.includes('Orange'))).toEqual([]);
    });
  });

  it('follows at once what the person works in, and waits until they have told it', async () => {
    const ours: KeptPart = {
      where: [[{ test: 'expression', path: 'Company', text: '(current)' }]],
      ...{ search: '', words: [] },
    };
    const companies = 'General_EnterpriseCompanies';
    const tell = async (company: number) => {
      computer.world().workIn({ set: companies, id: idOf(company) });
      await computer.world().idle();
    };
    changeRow(3, { company: `${companies}(${idOf(100)})` });
    changeRow(4, { company: `${companies}(${idOf(101)})` });
    const wish = { set: invoices, part: ours, along: [], withPictures: false };
    expect(await computer.world().sync.keep(wish)).toMatchObject({
      error: { code: 'badRequest', detail: 'Company' },
    });

    await tell(100);
    await keep(ours);
    expect(await answered(ours.where)).toEqual(['Orange 3']);
    asked();
    await tell(100);
    expect(asked()).toEqual([]);
    await tell(101);
    expect(await answered(ours.where)).toEqual(['Orange 4']);
  });

  it('says so when nobody knows any more what the person works in, and goes on when they have told it', async () => {
    const companies = 'General_EnterpriseCompanies';
    const ours: KeptPart = {
      where: [[{ test: 'expression', path: 'Company', text: '(current)' }]],
      ...{ search: '', words: [] },
    };
    changeRow(3, { company: `${companies}(${idOf(100)})` });
    computer.world().workIn({ set: companies, id: idOf(100) });
    await keep(ours);
    // A new world has been told nothing yet.
    await computer.restart();
    await computer.world().pass(rhythm.follow);
    const status = () => computer.world().kept(invoices)?.status;
    expect(status()).toBe('failed');
    computer.world().workIn({ set: companies, id: idOf(100) });
    await computer.world().idle();
    expect(status()).toBe('upToDate');
    expect(await answered(ours.where)).toEqual(['Orange 3']);
  });

  it('comes again by itself in another language', async () => {
    await keep();
    asked();
    computer.world().speak('bg');
    await computer.world().pass(rhythm.follow);
    expect(asked()).toContain(`rows startswith(Name,'Orange')`);
  });

  it('can be brought up to date by whoever looks at it', async () => {
    await keep();
    const query = { set: invoices, columns: [], where: oranges.where, search: '', order: [] };
    const meant = await computer.world().understand(query);
    const key = meant.ok ? (computer.world().sync.completeFor(meant.value)?.key ?? '') : '';
    changeRow(1, { name: 'Orange 1 again', changedAt: computer.world().clock.now() });
    const signal = new AbortController().signal;
    expect(await computer.world().sync.refresh(key, signal)).toEqual(success(null));
    expect(await answered([[named('Orange 1')]])).toEqual(['Orange 1 again']);
  });

  it('answers while all rows of its set are on their way, and is none of its own when they have come', async () => {
    await keep();
    let isHeld = true;
    computer.instance.trouble = ({ address }) =>
      isHeld && !address.includes('filter') ? new Promise(() => undefined) : undefined;
    const { sync } = computer.world();
    void sync.keep({ set: invoices, along: [], withPictures: false });
    for (let turn = 0; turn < 60; turn += 1) await new Promise(setImmediate);
    expect(await answered([[named('Orange 3')]])).toEqual(['Orange 3']);
    isHeld = false;
    await computer.restart();
    await computer.world().pass(minute);
    expect(computer.world().sync.isComplete(invoices)).toBe(true);
    expect(computer.world().sync.keptSets().sets).toMatchObject([{ set: invoices, part: null }]);
    expect(await computer.library().ask('listParts', {})).toEqual(success([]));
    await computer.restart();
    expect(computer.world().sync.keptSets().sets).toHaveLength(1);
    expect(await answered([[named('Orange 3')]])).toEqual(['Orange 3']);
  });

  it('is kept no longer when that is said, with what came along only for it', async () => {
    await keep(oranges, [orders]);
    await keep({ ...oranges, where: [[named('Apple 1')]] });
    expect(await computer.world().sync.stop({ set: invoices, part: oranges })).toEqual(
      success(null),
    );
    expect(await computer.library().ask('listParts', {})).toMatchObject({
      value: [{ set: invoices }],
    });
    expect(computer.world().sync.keptSets().sets).toHaveLength(1);
    expect(await answered([[named('Orange')]])).toBeNull();
    expect(await answered([[named('Apple 1')]])).toHaveLength(10);
  });
});

describe('What keeping a part would take', () => {
  const estimate = (part: KeptPart) =>
    computer
      .world()
      .sync.estimate({ set: invoices, part, along: [], withPictures: false }, AbortSignal.any([]));

  it('is told by its own rows, in all the ways that it is asked for', async () => {
    expect(await estimate(oranges)).toMatchObject({ value: { rows: 5, isWhole: false } });
    const either = { ...oranges, where: [[named('Orange'), named('Apple 6')]] };
    expect(await estimate(either)).toMatchObject({ value: { rows: 6 } });
  });

  it('is all rows, which are kept then, when the instance can’t tell its rows from others', async () => {
    const noted = {
      ...oranges,
      where: [[{ test: 'contains' as const, path: 'Notes', text: 'x' }]],
    };
    expect(await estimate(noted)).toMatchObject({ value: { rows: 21, isWhole: true } });
    await keep(noted);
    expect(computer.world().sync.keptSets().sets).toMatchObject([{ set: invoices, part: null }]);
    expect(computer.world().sync.isComplete(invoices)).toBe(true);
  });

  it('is refused for what means nothing', async () => {
    const unknown = { ...oranges, where: [[{ ...named('x'), path: 'Nowhere' }]] };
    expect(await estimate(unknown)).toEqual(failure({ code: 'badRequest', detail: 'Nowhere' }));
  });
});

import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import type { Row, RowsPage } from '../../../electron/contract/rows.ts';
import { createRecordSearch, type RecordPlaces } from '../../../renderer/palette/record-search.ts';

type Asked = Parameters<Parameters<typeof createRecordSearch>[0]['erp']['fetchRows']>[0];

/** A main process that answers when it is told to, and a clock that rings when it is told to. */
function newWorld() {
  const asked: { given: Asked; answer: (rows: readonly Row[] | null) => Promise<void> }[] = [];
  const cancelled: string[] = [];
  const timers = new Map<number, { at: number; ring: () => void }>();
  let now = 0;
  let tickets = 0;
  let timer = 0;
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  const search = createRecordSearch({
    erp: {
      fetchRows: (given) =>
        new Promise((resolve) => {
          asked.push({
            given,
            answer: async (rows) => {
              resolve(rows === null ? failure({ code: 'offline' }) : success(page(rows)));
              await settle();
            },
          });
        }),
      cancelRequest: ({ ticket }) => {
        cancelled.push(ticket);
        return Promise.resolve(success(null));
      },
    },
    newTicket: () => {
      tickets += 1;
      return `ticket-${tickets}`;
    },
    columnOf: (set) => Promise.resolve(set === 'Balances' ? null : 'Number'),
    after: (milliseconds, ring) => {
      timer += 1;
      const own = timer;
      timers.set(own, { at: now + milliseconds, ring });
      return () => timers.delete(own);
    },
  });

  async function pass(milliseconds: number) {
    now += milliseconds;
    for (const [key, { at, ring }] of timers) {
      if (at > now) continue;
      timers.delete(key);
      ring();
    }
    await settle();
  }
  const questions = () => asked.map(({ given }) => `${given.source} ${given.query.set}`);
  return { search, asked, cancelled, pass, questions };
}

function row(id: string, title = `SO-${id}`): Row {
  return { id, title, cells: [null] };
}

function page(rows: readonly Row[]): RowsPage {
  return {
    ...{ rows, cursor: null, receivedAt: 0, scope: [], scanned: rows.length },
    source: 'copy',
    ...{ isComplete: true, total: rows.length, anywhere: null },
  };
}

const places: RecordPlaces = { copied: ['Orders', 'Invoices'], asked: ['Orders', 'Customers'] };
const titles = ({ get }: { get: () => { records: readonly { title: string }[] } }) =>
  get().records.map(({ title }) => title);

describe('the search for a record', () => {
  it('asks this computer first, then the instance at low urgency, one set after the other', async () => {
    const { search, asked, pass, questions } = newWorld();
    search.search('1000', places);
    expect(search.get()).toEqual({ records: [], isSearching: true });
    await pass(119);
    expect(questions()).toEqual([]);
    await pass(1);
    expect(questions()).toEqual(['copy Orders']);
    await asked[0]?.answer([row('1000')]);
    expect(questions()).toEqual(['copy Orders', 'copy Invoices']);
    await asked[1]?.answer(null);
    expect(asked).toHaveLength(2);
    await pass(480);
    await asked[2]?.answer([row('1000'), row('10001')]);
    await asked[3]?.answer([{ id: 'c', title: null, cells: [] }]);
    expect(questions().slice(2)).toEqual(['instance Orders', 'instance Customers']);
    expect(asked.every(({ given }) => given.urgency === 'prefetch')).toBe(true);
    expect(titles(search)).toEqual(['SO-1000', 'SO-10001', 'c']);
    expect(search.get().isSearching).toBe(false);
  });

  it('is cancelled by further typing, and what comes late counts for nothing', async () => {
    const { search, asked, cancelled, pass, questions } = newWorld();
    search.search('10', places);
    await pass(120);
    search.search('100', places);
    expect(cancelled).toEqual(['ticket-1']);
    await asked[0]?.answer([row('late')]);
    expect(titles(search)).toEqual([]);
    await pass(120);
    expect(questions()).toEqual(['copy Orders', 'copy Orders']);
    expect(asked[1]?.given.query.search).toBe('100');
  });

  it('never asks the instance for words, for two digits, or while it can’t be asked', async () => {
    for (const [text, given] of [
      ['nordwind', places],
      ['10', places],
      ['1000', { ...places, asked: [] }],
    ] as const) {
      const { search, asked, pass, questions } = newWorld();
      search.search(text, given);
      await pass(120);
      await asked[0]?.answer([]);
      await asked[1]?.answer([]);
      await pass(1000);
      expect(questions()).toEqual(['copy Orders', 'copy Invoices']);
      expect(search.get().isSearching).toBe(false);
    }
  });

  it('keeps what still answers while somebody types on, at its place', async () => {
    const { search, asked, pass } = newWorld();
    search.search('100', places);
    await pass(120);
    await asked[0]?.answer([row('1002'), row('1001'), row('100')]);
    search.search('1001', places);
    expect(titles(search)).toEqual(['SO-1001']);
    await pass(120);
    await asked[2]?.answer([row('10010'), row('1001')]);
    expect(titles(search)).toEqual(['SO-1001', 'SO-10010']);
    search.search('', places);
    expect(search.get()).toEqual({ records: [], isSearching: false });
  });

  it('passes over sets without records', async () => {
    const { search, pass, questions } = newWorld();
    search.search('100', { copied: ['Balances', 'Orders'], asked: [] });
    await pass(120);
    expect(questions()).toEqual(['copy Orders']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Language } from '../../../electron/contract/languages.ts';
import { newestUpdate, pulledSet } from '../../../electron/sync/pulled-set.ts';
import { attribute, entitySet, reference } from '../instance/sample-model.ts';
import { fakeModel, lines, orders } from './fake-instance.ts';

function set(name: string, language: Language = 'en') {
  const model = fakeModel(name);
  if (model === undefined) throw new Error(name);
  return pulledSet(model, language);
}

const decoded = (address: string): string => decodeURIComponent(address);

describe('What is pulled of a set', () => {
  it('is every column that can be listed, references with their texts, without the version that is dear', () => {
    expect(decoded(set(orders).pullAddresses().join())).toBe(
      `${orders}?$select=Id,DisplayText,Name,Customer,AggregateLastUpdateTimeUtc` +
        '&$expand=Customer($select=DisplayText)&$count=true&$top=1000&culture=en',
    );
    expect(set(orders).columns.map(({ name }) => name)).not.toContain('ObjectVersion');
  });

  it('is what has changed since five minutes before the watermark, cut to the minute', () => {
    const watermark = Date.UTC(2026, 10, 20, 10, 15, 42, 123);
    expect(decoded(set(orders).followAddress(watermark))).toContain(
      '&$filter=AggregateLastUpdateTimeUtc ge 2026-11-20T10:10:00Z&',
    );
  });

  it('is everything, when no watermark is known', () => {
    expect(set(orders).followAddress(null)).not.toContain('$filter');
  });

  it('is followed only where the model promises the filter', () => {
    expect(set(orders).updateColumn).not.toBeNull();
    expect(set(lines).updateColumn).toBeNull();
    const unfiltered = entitySet([
      attribute('Id', 'Edm.Guid'),
      attribute('AggregateLastUpdateTimeUtc', 'Edm.DateTimeOffset'),
    ]);
    expect(pulledSet(unfiltered, 'en').updateColumn).toBeNull();
  });

  it('is the key alone for a sweep, also of a base set that has only its display text', () => {
    expect(decoded(set(orders).sweepAddresses().join())).toBe(
      `${orders}?$select=Id&$top=1000&culture=en`,
    );
    const parties = entitySet(
      [attribute('PartyId', 'Edm.Guid'), attribute('DisplayText', 'Edm.String')],
      [],
      { Name: 'General_Contacts_Parties' },
    );
    expect(decoded(pulledSet(parties, 'en').sweepAddresses().join())).toContain(
      '$select=DisplayText&',
    );
  });

  it('has another shape with other columns, and in another language', () => {
    const columns = [attribute('Id', 'Edm.Guid'), attribute('Name', 'Edm.String')];
    const shapes = [
      pulledSet(entitySet(columns), 'en'),
      pulledSet(entitySet(columns), 'bg'),
      pulledSet(entitySet([...columns, attribute('Notes', 'Edm.String')]), 'en'),
      pulledSet(entitySet(columns, [reference('Customer', 'Customers')]), 'en'),
    ].map(({ shape }) => shape);
    expect(new Set(shapes).size).toBe(4);
    expect(pulledSet(entitySet(columns), 'en').shape).toBe(shapes[0]);
  });
});

describe('The newest update of a page', () => {
  const page = (...times: (string | null)[]) => {
    const { columns } = set(orders);
    return times.map((time) => ({
      cells: columns.map(({ name }) => (name === 'AggregateLastUpdateTimeUtc' ? time : null)),
    }));
  };

  const now = Date.UTC(2026, 10, 20, 12);

  it('leaves out times that are still to come, but for what clocks may differ', () => {
    const rows = page('2026-11-20T10:00:00Z', '2099-01-01T00:00:00Z', '2026-11-20T13:00:00Z');
    expect(newestUpdate(set(orders), rows, now)).toBe(Date.UTC(2026, 10, 20, 13));
  });

  it('is by the server’s clock, in UTC whether the server says so or not', () => {
    const rows = page(
      '2026-11-20T10:00:00Z',
      '2026-11-20T10:00:01.1234567',
      '2026-11-20T12:00:00+02:00',
    );
    expect(newestUpdate(set(orders), rows, now)).toBe(Date.UTC(2026, 10, 20, 10, 0, 1, 123));
  });

  it('is unknown when no row tells', () => {
    expect(newestUpdate(set(orders), page(null), now)).toBeNull();
    expect(newestUpdate(set(orders), [], now)).toBeNull();
    expect(newestUpdate(set(lines), page('2026-11-20T10:00:00Z'), now)).toBeNull();
  });
});

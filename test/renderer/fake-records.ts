import type { RecordAnswer, SetReference } from '../../electron/contract/records.ts';
import { failure, type Result, success } from '../../electron/contract/result.ts';
import type { RowsSource } from '../../electron/contract/rows.ts';
import type { FakeAnswers } from './fake-answers.ts';
import { companies, fakeSet, fakeSets, makeRow } from './fake-data.ts';

/** Columns that every list has and that the copy therefore knows of a row. */
const listed = 6;

/** Answers for single records as the instance and the local copy would. */
export function createFakeRecords(rows: () => FakeAnswers) {
  const seen = new Set<string>();

  function fetch(name: string, id: string, source: RowsSource): Result<RecordAnswer> {
    const set = fakeSet(name);
    const place = Number(id.replace(/\D/g, ''));
    const isWhole = seen.has(`${name} ${id}`);
    if (source === 'copy' && !isWhole && !rows().isHere(name, place)) {
      return failure({ code: 'notKept' });
    }
    if (id === 'gone') return failure({ code: 'notFound', detail: `${name}(gone)` });
    if (source === 'instance') seen.add(`${name} ${id}`);
    const isPart = source === 'copy' && !isWhole;
    const row = makeRow(place, set.columns);
    return success({
      set,
      row: {
        id,
        title: id.startsWith('c') ? (companies[place % companies.length] ?? null) : row.title,
        cells: row.cells.map((cell, index) => (isPart && index >= listed ? null : cell)),
        ...(isPart ? { absent: set.columns.slice(listed).map((_, index) => index + listed) } : {}),
      },
      source,
      receivedAt: Date.now(),
    });
  }

  return {
    fetch,
    /** Sales orders and invoices point to whatever they have a column for. */
    references(name: string): readonly SetReference[] {
      return fakeSets.slice(0, 5).flatMap(({ name: set, label, module, columns }) =>
        columns
          .filter(({ referencedSet }) => referencedSet === name)
          .map(({ name: column, label: columnLabel }) => ({
            ...{ set, label, module, column, columnLabel },
          })),
      );
    },
  };
}

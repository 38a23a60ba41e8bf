import type { CellValue, Column, Row } from '../../../electron/contract/rows.ts';
import type { EntitySetModel } from '../../../electron/instance/model.ts';
import { type LocalQuery, localQuery } from '../../../electron/query/local-query.ts';
import type { Models } from '../../../electron/query/member.ts';
import type { AskLibrary } from '../../../electron/sync/store.ts';
import type { InstanceRows } from '../../simulator/domain-api/instance-rows.ts';
import { expectedCell } from '../query/expected-cells.ts';

/** The values of a set's rows by id and column. */
export type Rows = ReadonlyMap<string, Readonly<Record<string, CellValue>>>;

/** Columns of a set that a copy of it has. */
function copiedColumns({ detail }: EntitySetModel): readonly Column[] {
  return detail.columns.filter(({ name }) => name !== 'ObjectVersion');
}

function modelOf(models: Models, set: string): EntitySetModel {
  const model = models(set);
  if (model === undefined) throw new Error(`no model of ${set}`);
  return model;
}

/** The rows of a set as the copy has them, all of them but for what is said otherwise. */
export async function copiedRows(
  ask: AskLibrary,
  models: Models,
  set: string,
  { where = [], within }: Partial<Pick<LocalQuery, 'where' | 'within'>> = {},
): Promise<Rows> {
  const names = copiedColumns(modelOf(models, set)).map(({ name }) => name);
  const query = {
    ...localQuery({ set, columns: names, where, search: '', order: [] }, models),
    within,
  };
  const found: Pick<Row, 'id' | 'cells'>[] = [];
  for (;;) {
    const page = await ask('queryRows', { query, offset: found.length, limit: 100 });
    if (!page.ok) throw new Error(page.error.code);
    found.push(...(page.value?.rows ?? []));
    if (found.length >= (page.value?.total ?? 0)) break;
  }
  const byId = found.map(({ id, cells }) => {
    const values = names.map((name, index) => [name, cells[index] ?? null] as const);
    return [id ?? '', Object.fromEntries(values)] as const;
  });
  // A row that came twice would hide behind itself.
  if (new Set(byId.map(([id]) => id)).size !== byId.length) throw new Error('a row is there twice');
  return new Map(byId);
}

function idOf(row: Readonly<Record<string, unknown>>): string {
  return String(row['@odata.id']).slice(-37, -1);
}

/** All rows of a set as the instance's tables have them, worked out without any code of the app. */
export function tableRows(tables: InstanceRows, models: Models, set: string): Rows {
  const columns = copiedColumns(modelOf(models, set));
  const titles = new Map<string, ReadonlyMap<string, unknown>>();
  const titleOf = (name: string, id: string): unknown => {
    const known =
      titles.get(name) ?? new Map(tables.all(name).map((row) => [idOf(row), row.DisplayText]));
    titles.set(name, known);
    return known.get(id) ?? null;
  };
  return new Map(
    tables.all(set).map((row) => {
      const cells = columns.map((column) => [
        column.name,
        expectedCell(column, row[column.name], titleOf),
      ]);
      return [idOf(row), Object.fromEntries(cells)];
    }),
  );
}

/**
 * The values that are a row's own: those that change only with its last update. Texts of references and calculated values
 * follow other rows, too.
 */
export function ownValues(rows: Rows, model: EntitySetModel): Rows {
  const own = copiedColumns(model).filter(
    ({ name }) => model.members.get(name)?.isCalculated === false,
  );
  return new Map(
    [...rows].map(([id, row]) => {
      const cells = own.map(({ name }) => [name, withoutText(row[name] ?? null)]);
      return [id, Object.fromEntries(cells)];
    }),
  );
}

function withoutText(cell: CellValue): CellValue {
  const isReference = cell !== null && typeof cell === 'object' && 'set' in cell;
  return isReference ? { ...cell, text: null } : cell;
}

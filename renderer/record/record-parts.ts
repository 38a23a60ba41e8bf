import type { RecordAnswer } from '../../electron/contract/records.ts';
import type { EntitySetDetail, Row } from '../../electron/contract/rows.ts';
import type { RecordName } from './record-query.ts';

/** Rows that belong to a record: by what they refer to, the rows of one set. */
export interface RelatedRows {
  readonly set: string;
  /** The column by which they refer to it; null where only the set's own model tells. */
  readonly column: string | null;
  /** What they refer to: the record itself, or something that it refers to, too. */
  readonly record: RecordName;
}

/** What there is to see of a record besides its fields. */
export interface RecordPart {
  /** Unique among the parts of a set. */
  readonly key: string;
  /** Null for the parts that the app itself has words for. */
  readonly label: string | null;
  /** Null for what refers to the record. */
  readonly rows: RelatedRows | null;
}

/** The part that shows which documents came from the same one. */
export const flowPart = 'document flow';
/** The part that shows what refers to the record. No collection is called so, because a technical name has no blanks. */
export const referencesPart = 'referenced by';

/**
 * All documents that come from the same first one: they refer to it by the same name, and it to itself.
 * @see ERP.net docs, model, `General.Documents.Documents.MasterDocument`
 */
function documentFlow({ columns }: EntitySetDetail, { cells }: Row): RelatedRows | null {
  const place = columns.findIndex(({ name }) => name === 'MasterDocument');
  const set = columns[place]?.referencedSet;
  const master = cells[place];
  if (set === undefined || typeof master !== 'object' || master === null || !('id' in master)) {
    return null;
  }
  return { set, column: 'MasterDocument', record: { set, id: master.id } };
}

/** The parts of a record: its child collections, the flow of its documents where it has one, and what refers to it. */
export function recordParts({
  set,
  row,
}: Pick<RecordAnswer, 'set' | 'row'>): readonly RecordPart[] {
  const record = { set: set.name, id: row.id ?? '' };
  const flow = documentFlow(set, row);
  return [
    ...set.children.map((child) => ({
      key: child.name,
      label: child.label,
      rows: { set: child.set, column: null, record },
    })),
    ...(flow === null ? [] : [{ key: flowPart, label: null, rows: flow }]),
    { key: referencesPart, label: null, rows: null },
  ];
}

/** The column by which rows of a set are part of a record, with the set that it refers to; null when nothing tells. */
export function owningColumn(
  { columns, owner }: Pick<EntitySetDetail, 'columns' | 'owner'>,
  set: string,
): { readonly column: string; readonly set: string } | null {
  const owning = columns.find(({ name }) => name === owner);
  // A model out of `$metadata` does not tell what owns what; with one way back there is no doubt.
  const leading = columns.filter(({ referencedSet }) => referencedSet === set);
  const column = owning ?? (leading.length === 1 ? leading[0] : undefined);
  return column === undefined ? null : { column: column.name, set: column.referencedSet ?? set };
}

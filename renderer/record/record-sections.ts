import type { RecordAnswer } from '../../electron/contract/records.ts';
import type { CellValue, Column } from '../../electron/contract/rows.ts';

/** One field of a form. */
export interface Field {
  readonly column: Column;
  readonly value: CellValue;
}

/** Fields that belong together. */
export interface Section {
  /** The model's own group, by its label; or what the form shows first, and what the model hides at first sight. */
  readonly group: { readonly category: string } | 'main' | 'more';
  readonly fields: readonly Field[];
}

/** A record as its form shows it. */
export interface RecordSections {
  readonly sections: readonly Section[];
  /** Fields without a value, which the sections leave out unless they are wanted. */
  readonly empty: number;
  /** Fields that are not on this computer. */
  readonly absent: number;
}

/** Every record has these; what they say is told by the title, and by the address that a link has. */
const toldElsewhere: ReadonlySet<string> = new Set(['Id', 'DisplayText']);

function isEmpty(value: CellValue): boolean {
  return value === null || value === '';
}

/**
 * Puts the fields of a record into sections: what the model shows at first sight, then its groups in the order in which their first
 * members stand, then the rest.
 */
export function recordSections(
  { set, row }: Pick<RecordAnswer, 'set' | 'row'>,
  withEmpty: boolean,
): RecordSections {
  const absent = new Set(row.absent);
  const known = set.columns.flatMap((column, index) =>
    absent.has(index) || toldElsewhere.has(column.name)
      ? []
      : [{ column, value: row.cells[index] ?? null }],
  );
  const shown = withEmpty ? known : known.filter(({ value }) => !isEmpty(value));
  const categories = new Set(known.flatMap(({ column }) => column.category ?? []));
  const isMain = ({ column }: Field) => column.category === undefined && column.shownByDefault;
  const isRest = ({ column }: Field) => column.category === undefined && !column.shownByDefault;
  const sections: readonly Section[] = [
    { group: 'main', fields: shown.filter(isMain) },
    ...[...categories].map((category) => ({
      group: { category },
      fields: shown.filter(({ column }) => column.category === category),
    })),
    { group: 'more', fields: shown.filter(isRest) },
  ];
  return {
    sections: sections.filter(({ fields }) => fields.length > 0),
    empty: known.length - known.filter(({ value }) => !isEmpty(value)).length,
    absent: set.columns.filter(({ name }, index) => absent.has(index) && !toldElsewhere.has(name))
      .length,
  };
}

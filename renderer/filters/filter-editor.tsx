import type { RefObject } from 'react';
import { Button, Dialog, Heading, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import type { ColumnType } from '../../electron/contract/rows.ts';
import { isNumeric } from '../values/shown-value.ts';
import { ChoicesEditor } from './choices-editor.tsx';
import { type ColumnFilter, isSameFilter, noFilter } from './column-filters.ts';
import { useMeaning } from './filter-meanings.ts';
import type { FilteredColumn } from './filtering.ts';
import { NumberEditor } from './number-editor.tsx';
import { PeriodEditor } from './period-editor.tsx';
import { ReferenceEditor } from './reference-editor.tsx';
import { TextEditor } from './text-editor.tsx';

/** What every editor of a filter is given. All of them write expressions, or choose records. */
export interface EditorProps {
  readonly filtered: FilteredColumn;
  /** The filter as it stands. */
  readonly filter: ColumnFilter;
  /** What its text means; null when it has none. */
  readonly meaning: FilterMeaning | null;
  /** Applies another filter, and folds the editor. */
  readonly onApply: (filter: ColumnFilter) => void;
}

interface FilterEditorProps extends Omit<EditorProps, 'meaning'> {
  readonly anchor: RefObject<Element | null>;
  readonly onClose: () => void;
}

/** Where typing isn't enough: an editor for the values of a column, under its field. Esc folds it. */
export function FilterEditor({ filtered, filter, anchor, onApply, onClose }: FilterEditorProps) {
  const { t } = useTranslation();
  const { column, path } = filtered;
  const meaning = useMeaning(path, filter.text);
  // An editor starts with what the text means, so that has to be known.
  if (filter.text !== '' && meaning === null) return null;

  function apply(next: ColumnFilter) {
    onApply(next);
    onClose();
  }

  return (
    <Popover
      className="popover filter-popover"
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      placement="bottom start"
      offset={2}
    >
      <Dialog className="filter-editor" data-filter-editor={column.type}>
        <Heading slot="title" className="filter-editor-title">
          {t('filters.field', { column: column.label })}
        </Heading>
        <TypedEditor filtered={filtered} filter={filter} meaning={meaning} onApply={apply} />
        {!isSameFilter(filter, noFilter) && (
          <Button className="link filter-take-off" onPress={() => apply(noFilter)}>
            {t('filters.takeOff')}
          </Button>
        )}
      </Dialog>
    </Popover>
  );
}

const textual: ReadonlySet<ColumnType> = new Set(['text', 'multilingual', 'custom', 'other']);

/** The editor for a column's type. */
function TypedEditor(props: EditorProps) {
  const { column } = props.filtered;
  if (isNumeric(column)) return <NumberEditor {...props} />;
  if (textual.has(column.type)) return <TextEditor {...props} />;
  if (column.type === 'date' || column.type === 'dateTime') return <PeriodEditor {...props} />;
  return column.type === 'reference' ? (
    <ReferenceEditor {...props} />
  ) : (
    <ChoicesEditor {...props} />
  );
}

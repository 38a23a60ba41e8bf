import { GripVertical, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button, GridList, GridListItem, type Key, useDragAndDrop } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../electron/contract/rows.ts';
import { useKeyWords } from '../commands/command.ts';
import { moved } from './column-choice.ts';
import { fullLabel } from './path-columns.ts';

interface ChosenColumnsProps {
  readonly chosen: readonly Column[];
  readonly onChange: (chosen: readonly Column[]) => void;
}

/** The columns that are shown, from left to right: they can be dragged, moved by keys, and taken away. */
export function ChosenColumns({ chosen, onChange }: ChosenColumnsProps) {
  const { t } = useTranslation();
  const keyWords = useKeyWords();
  const placeOf = (key: Key) => chosen.findIndex(({ name }) => name === key);

  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder({ keys, target }) {
      const [from] = [...keys].map(placeOf);
      const at = placeOf(target.key);
      if (from === undefined || from < 0 || at < 0) return;
      const gap = target.dropPosition === 'after' ? at + 1 : at;
      onChange(moved(chosen, from, gap > from ? gap - 1 : gap));
    },
  });

  function remove(name: Key) {
    onChange(chosen.filter((column) => column.name !== name));
  }

  /** Heard on its way down, because the list has a meaning of its own for arrows. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const item = event.target instanceof Element ? event.target.closest('[data-key]') : null;
    const place = placeOf(item?.getAttribute('data-key') ?? '');
    const column = chosen[place];
    if (column === undefined) return;
    const step = event.key === 'ArrowUp' ? -1 : Number(event.key === 'ArrowDown');
    const to = place + step;
    if (event.altKey && step !== 0) {
      if (to >= 0 && to < chosen.length) onChange(moved(chosen, place, to));
    } else if (event.key === 'Delete') remove(column.name);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section className="column-list" aria-label={t('columns.shown')} onKeyDownCapture={onKeyDown}>
      <p className="column-hint">
        {t('columns.shownHint', {
          up: keyWords({ key: 'ArrowUp', alt: true }),
          down: keyWords({ key: 'ArrowDown', alt: true }),
        })}
      </p>
      <GridList
        className="column-tree"
        aria-label={t('columns.shown')}
        items={chosen.map((column) => ({ id: column.name, column }))}
        dragAndDropHooks={dragAndDropHooks}
      >
        {({ id, column }) => (
          <GridListItem id={id} className="column-item" textValue={fullLabel(column)}>
            <span className="column-item-line">
              <Button
                slot="drag"
                className="column-item-open"
                aria-label={t('columns.drag', { column: fullLabel(column) })}
              >
                <GripVertical size={14} aria-hidden />
              </Button>
              <span className="column-item-label" title={column.name}>
                {fullLabel(column)}
              </span>
              <Button
                className="column-item-open"
                aria-label={t('columns.remove', { column: fullLabel(column) })}
                onPress={() => remove(column.name)}
              >
                <X size={14} aria-hidden />
              </Button>
            </span>
          </GridListItem>
        )}
      </GridList>
    </section>
  );
}

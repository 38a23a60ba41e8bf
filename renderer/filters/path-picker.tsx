import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import { useKnownSets } from '../columns/shown-columns.ts';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { useFiltering } from './filtering.ts';

interface PathPickerProps {
  readonly set: EntitySetDetail;
  /** What is chosen, in words; null for nothing. */
  readonly label: string | null;
  readonly onChoose: (path: string) => void;
}

/** A button that says which column is meant, and unfolds all columns of a set and of what its references lead to. */
export function PathPicker({ set, label, onChoose }: PathPickerProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const title = label ?? t('filters.advanced.chooseColumn');
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button
        className="button path-button"
        data-pane-entry
        aria-label={t('filters.advanced.column', { column: title })}
      >
        <span className="path-button-label">{title}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="popover filter-popover" placement="bottom start" offset={2}>
        <Dialog className="filter-editor" aria-label={t('filters.advanced.chooseColumn')}>
          <PathList
            set={set}
            onChoose={(path) => {
              setIsOpen(false);
              onChoose(path);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** How many references a path may follow. */
const mostSteps = 4;

type PathListProps = Omit<PathPickerProps, 'label'>;

function PathList({ set, onChoose }: PathListProps) {
  const { t } = useTranslation();
  const { accountKey } = useFiltering();
  const field = useFocusOnMount<HTMLInputElement>();
  const [words, setWords] = useState('');
  const [steps, setSteps] = useState<readonly Column[]>([]);
  const reference = steps.at(-1)?.referencedSet;
  const known = useKnownSets(reference === undefined ? [] : [reference], accountKey, true);
  const columns = (reference === undefined ? set : known.get(reference))?.columns;
  const sought = words.trim().toLowerCase();
  const found = (columns ?? []).filter(
    ({ label, name, type }) =>
      type !== 'binary' && `${label} ${name}`.toLowerCase().includes(sought),
  );
  const pathTo = ({ name }: Column) => [...steps.map((step) => step.name), name].join('/');

  function go(next: readonly Column[]) {
    setSteps(next);
    setWords('');
    field.current?.focus();
  }

  function onAction(key: string) {
    const isInto = key.startsWith('into ');
    const column = found.find(({ name }) => name === key.replace('into ', ''));
    if (column === undefined) return;
    if (isInto) go([...steps, column]);
    else onChoose(pathTo(column));
  }

  const canGoOn = ({ referencedSet }: Column) =>
    referencedSet !== undefined && steps.length < mostSteps;
  const items = found.flatMap((column) => [
    { id: column.name, text: column.label, isInto: false },
    ...(canGoOn(column)
      ? [
          {
            id: `into ${column.name}`,
            text: t('filters.advanced.into', { column: column.label }),
            isInto: true,
          },
        ]
      : []),
  ]);
  return (
    <>
      {steps.length > 0 && (
        <Button className="link path-back" onPress={() => go(steps.slice(0, -1))}>
          <ChevronLeft size={14} aria-hidden />
          {steps.map(({ label }) => label).join(' › ')}
        </Button>
      )}
      <SearchField
        className="filter-search"
        aria-label={t('filters.advanced.findColumn')}
        value={words}
        onChange={setWords}
        onSubmit={() => {
          const [first] = found;
          if (first !== undefined) onChoose(pathTo(first));
        }}
      >
        <Input
          ref={field}
          className="input"
          placeholder={t('filters.advanced.findColumn')}
          maxLength={100}
        />
      </SearchField>
      <ListBox
        className="choice-list"
        aria-label={t('filters.advanced.columns')}
        items={items}
        selectionMode="none"
        onAction={(key) => onAction(String(key))}
        renderEmptyState={() => <span className="quiet">{t('filters.noRecords')}</span>}
        escapeKeyBehavior="none"
      >
        {({ id, text, isInto }) => (
          <ListBoxItem
            id={id}
            textValue={text}
            className={isInto ? 'choice choice-into' : 'choice'}
          >
            <span className="choice-text">{text}</span>
            {isInto && <ChevronRight size={14} aria-hidden />}
          </ListBoxItem>
        )}
      </ListBox>
    </>
  );
}

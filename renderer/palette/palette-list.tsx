import {
  ChevronRight,
  CircleUserRound,
  Columns3,
  FileText,
  type LucideIcon,
  PanelsTopLeft,
  Table2,
} from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandKeys } from '../commands/command.ts';
import type { Opening } from '../navigator/ways-in.ts';
import { useFormats } from '../values/formats.ts';
import type { PaletteGroup, PaletteItem } from './palette-groups.ts';
import { itemKey } from './palette-groups.ts';
import type { PaletteState } from './palette-sources.ts';

interface PaletteListProps {
  readonly id: string;
  /** What was typed. */
  readonly text: string;
  readonly groups: readonly PaletteGroup[];
  readonly active: PaletteItem | undefined;
  readonly state: PaletteState;
  readonly optionId: (item: PaletteItem) => string;
  readonly onChoose: (item: PaletteItem, how: Opening) => void;
}

/** What was found, by kind, and what is still being looked for. */
export function PaletteList(props: PaletteListProps) {
  const { id, text, groups, active, state, optionId, onChoose } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useItemWords(state.sources.labelOf);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  const activeKey = active === undefined ? null : itemKey(active);

  function onPress(event: MouseEvent, item: PaletteItem) {
    const another = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.button < 2) onChoose(item, { by: 'pointer', another });
  }

  return (
    <div className="palette-popup">
      <div
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select has room for text only
        role="listbox"
        tabIndex={-1}
        className="palette-list"
        aria-label={t('palette.results')}
        // The field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
      >
        {groups.map(({ heading, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: Chromium takes what is in a fieldset for no options of the list
          <div
            key={heading}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- likewise
            role="group"
            className="palette-group"
            aria-labelledby={`${id}-${heading}`}
          >
            <div id={`${id}-${heading}`} className="palette-heading">
              {t(`palette.groups.${heading}`)}
            </div>
            {items.map((item) => (
              <PaletteOption
                key={itemKey(item)}
                id={optionId(item)}
                item={item}
                words={words(item)}
                isActive={itemKey(item) === activeKey}
                onPress={(event) => onPress(event, item)}
              />
            ))}
          </div>
        ))}
      </div>
      <PaletteNotes text={text} count={count} state={state} />
      <output className="visually-hidden">
        {text !== '' &&
          !state.isSearching &&
          t('palette.count', { count, shown: formats.count(count) })}
      </output>
    </div>
  );
}

/** What the list does not show, and why. */
function PaletteNotes({
  text,
  count,
  state,
}: {
  readonly text: string;
  readonly count: number;
  readonly state: PaletteState;
}) {
  const { t } = useTranslation();
  if (text === '') {
    return state.model === 'reading' && <p className="palette-note">{t('palette.readingModel')}</p>;
  }
  const isNothing = count === 0 && !state.isSearching;
  const hasRecords = state.sources.records.length > 0;
  return (
    <>
      {isNothing && <p className="palette-note">{t('palette.nothing', { text })}</p>}
      {state.isSearching && <p className="palette-note">{t('palette.searching')}</p>}
      {!state.isSearching && state.isOnlyHere && hasRecords && (
        <p className="palette-note">{t('palette.recordsHere')}</p>
      )}
      {state.model === 'reading' && <p className="palette-note">{t('palette.readingModel')}</p>}
      {state.model === 'notHere' && <p className="palette-note">{t('palette.modelNotHere')}</p>}
    </>
  );
}

interface ItemWords {
  readonly label: string;
  /** What it belongs to, or is called besides. */
  readonly detail: string;
}

function useItemWords(labelOf: (set: string) => string): (item: PaletteItem) => ItemWords {
  const { t } = useTranslation();
  return (item) => {
    switch (item.kind) {
      case 'set': {
        const names = [item.otherName, item.set.name].filter((name) => name !== null);
        return { label: item.set.label, detail: names.join(' · ') };
      }
      case 'view':
        return { label: item.view.name, detail: labelOf(item.view.set) };
      case 'record':
        return { label: item.record.title, detail: labelOf(item.record.set) };
      case 'member': {
        const { set, name, label } = item.member;
        return { label: `${labelOf(set)} › ${label}`, detail: name === label ? '' : name };
      }
      case 'command':
        return { label: t(`commands.${item.id}`), detail: '' };
      case 'account': {
        const { user, instance } = item.account;
        const words = { name: user.name, instance: instance.database };
        return { label: t('palette.switchAccount', words), detail: instance.host };
      }
    }
  };
}

const icons: Readonly<Record<PaletteItem['kind'], LucideIcon>> = {
  set: Table2,
  view: PanelsTopLeft,
  record: FileText,
  member: Columns3,
  command: ChevronRight,
  account: CircleUserRound,
};

interface PaletteOptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly words: ItemWords;
  readonly isActive: boolean;
  readonly onPress: (event: MouseEvent) => void;
}

function PaletteOption({ id, item, words, isActive, onPress }: PaletteOptionProps) {
  const keysOf = useCommandKeys();
  const keys = item.kind === 'command' ? keysOf(item.id) : null;
  const Icon = icons[item.kind];
  return (
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- likewise
      role="option"
      tabIndex={-1}
      className="palette-option"
      onMouseDown={onPress}
      aria-selected={isActive}
      title={[words.label, words.detail].filter((text) => text !== '').join('\n')}
    >
      <Icon size={16} aria-hidden />
      <span className="palette-label">{words.label}</span>
      {words.detail !== '' && <span className="palette-detail">{words.detail}</span>}
      {keys !== null && <kbd className="menu-keys quiet">{keys}</kbd>}
    </div>
  );
}

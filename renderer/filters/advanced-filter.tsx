import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { Button, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../electron/contract/query.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import type { ShownScope } from '../navigator/scope.ts';
import { useFormats } from '../values/formats.ts';
import {
  type AdvancedGroups,
  advancedOf,
  type DraftGroup,
  type DraftLine,
  draftOf,
  emptyLine,
  recordsIn,
  withLine,
} from './advanced-draft.ts';
import { AdvancedLine } from './advanced-line.tsx';
import { useFiltering } from './filtering.ts';
import { useReachedColumns } from './reached-columns.ts';
import { noteNames, useRecordNames } from './record-names.ts';

interface AdvancedFilterProps {
  readonly set: EntitySetDetail;
  readonly advanced: AdvancedGroups;
  readonly scopes: ReadonlyMap<string, ShownScope>;
  /** The column whose condition was not understood. */
  readonly wrong: string | null;
  readonly onChange: (advanced: Condition[][]) => void;
  readonly onClose: () => void;
}

/** Groups of conditions over any column, in which one is enough, and which must all hold. What says something counts at once. */
export function AdvancedFilter(props: AdvancedFilterProps) {
  const { advanced, onChange, onClose, ...about } = props;
  const { t } = useTranslation();
  const client = useQueryClient();
  const { language } = useFormats();
  const { accountKey } = useFiltering();
  const names = useRecordNames(recordsIn(advanced));
  const [draft, setDraft] = useState<readonly DraftGroup[]>([]);
  const paths = draft.flat().flatMap(({ path }) => path ?? []);
  const columns = useReachedColumns(about.set, paths, accountKey);
  // Something else than this panel may change the filter: its chips, a view.
  const isOther = JSON.stringify(advancedOf(draft)) !== JSON.stringify(advanced);
  const [told, setTold] = useState<string | null>(null);
  const key = JSON.stringify([advanced, [...names]]);
  if (told !== key) {
    setTold(key);
    if (isOther || told === null) setDraft(startOf(advanced, names));
  }

  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever opened it in the toolbar is still there. Others asked for it by its name, and want to be in it.
    if (document.activeElement?.closest('.navigator-toolbar')) return;
    panel.current?.querySelector<HTMLElement>('[data-pane-entry]')?.focus();
  }, []);

  function change(next: readonly DraftGroup[]) {
    const filter = advancedOf(next);
    setDraft(next.length === 0 ? [[emptyLine]] : next);
    if (JSON.stringify(filter) !== JSON.stringify(advanced)) onChange(filter);
  }

  function changeLine(group: number, line: number, next: DraftLine | null) {
    if (next !== null) noteNames(client, { accountKey, language }, next.filter.chosen);
    change(withLine(draft, group, line, next));
  }

  return (
    <section
      ref={panel}
      className="advanced-filter"
      aria-label={t('filters.advanced.title')}
      data-pane
    >
      <header className="advanced-head">
        <Heading level={3} className="filter-editor-title">
          {t('filters.advanced.title')}
        </Heading>
        <span className="quiet advanced-hint">{t('filters.advanced.hint')}</span>
        <span className="spacer" />
        <Button className="icon-button" aria-label={t('filters.advanced.close')} onPress={onClose}>
          <X size={14} aria-hidden />
        </Button>
      </header>
      {draft.map((group, groupIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name but their place
        <Fragment key={groupIndex}>
          {groupIndex > 0 && <p className="advanced-and">{t('filters.advanced.and')}</p>}
          <fieldset
            className="advanced-group"
            aria-label={t('filters.advanced.group', { number: groupIndex + 1 })}
          >
            {group.map((line, index) => (
              <AdvancedLine
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
                key={`${index} ${line.path}`}
                {...about}
                columns={columns}
                line={line}
                isFirst={index === 0}
                onChange={(next) => changeLine(groupIndex, index, next)}
              />
            ))}
            <Button
              className="link advanced-add"
              onPress={() => setDraft(draft.with(groupIndex, [...group, emptyLine]))}
            >
              <Plus size={12} aria-hidden />
              {t('filters.advanced.addOr')}
            </Button>
          </fieldset>
        </Fragment>
      ))}
      <Button className="link advanced-add" onPress={() => setDraft([...draft, [emptyLine]])}>
        <Plus size={12} aria-hidden />
        {t('filters.advanced.addAnd')}
      </Button>
    </section>
  );
}

/** Who opens the panel for the first time finds a line to begin with. */
function startOf(advanced: AdvancedGroups, names: ReadonlyMap<string, string>) {
  const draft = draftOf(advanced, names);
  return draft.length === 0 ? [[emptyLine]] : draft;
}

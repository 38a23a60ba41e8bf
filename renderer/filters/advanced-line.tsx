import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Column, EntitySetDetail } from '../../electron/contract/rows.ts';
import { fullLabel } from '../columns/path-columns.ts';
import type { ShownScope } from '../navigator/scope.ts';
import { useScopeWords } from '../navigator/scope-words.ts';
import { useFormats } from '../values/formats.ts';
import { type DraftLine, emptyLine } from './advanced-draft.ts';
import { FilterField } from './filter-field.tsx';
import { conditionWords, useWording } from './meaning-words.ts';
import { PathPicker } from './path-picker.tsx';

interface AdvancedLineProps {
  readonly set: EntitySetDetail;
  readonly columns: ReadonlyMap<string, Column>;
  readonly scopes: ReadonlyMap<string, ShownScope>;
  readonly wrong: string | null;
  readonly line: DraftLine;
  readonly isFirst: boolean;
  /** Null removes it. */
  readonly onChange: (line: DraftLine | null) => void;
}

/** One condition of the advanced filter: a column, what it must be like, and where that runs. */
export function AdvancedLine(props: AdvancedLineProps) {
  const { set, columns, scopes, wrong, line, isFirst, onChange } = props;
  const { path, filter, other } = line;
  const { t } = useTranslation();
  const wording = useWording();
  const column = path === null ? undefined : columns.get(path);
  const label = column === undefined ? path : fullLabel(column);
  const scope = path === null ? null : (scopes.get(path) ?? null);
  return (
    <div className="advanced-line">
      <span className="advanced-or quiet">{isFirst ? '' : t('filters.advanced.or')}</span>
      <PathPicker
        set={set}
        label={label}
        onChoose={(chosen) => onChange({ ...emptyLine, path: chosen })}
      />
      <div className="filter-cell advanced-field">
        {other !== null && column !== undefined && (
          <span className="advanced-words">{conditionWords(other, column, wording)}</span>
        )}
        {other === null && column !== undefined && path !== null && (
          <FilterField
            filtered={{ path, column }}
            applied={filter}
            draft={null}
            scope={scope}
            isWrong={wrong === path}
            onFilter={(_path, next) => onChange({ ...line, filter: next })}
            onDraft={ignoreDraft}
          />
        )}
      </div>
      <LineScope scope={scope} />
      <Button
        className="icon-button"
        aria-label={t('filters.advanced.remove', { column: label ?? '' })}
        onPress={() => onChange(null)}
      >
        <X size={14} aria-hidden />
      </Button>
    </div>
  );
}

/** The panel keeps no drafts: what is typed counts when the typing pauses. */
function ignoreDraft() {}

/** Where a condition runs. */
function LineScope({ scope }: { readonly scope: ShownScope | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useScopeWords(scope);
  if (scope === null) return <span className="advanced-scope" />;
  return (
    <span
      className="advanced-scope quiet status-scope"
      data-partial={scope.scope === 'localFirstRows' || undefined}
      title={words}
    >
      {t(`scope.short.${scope.scope}`, {
        count: scope.rows,
        rows: formats.count(scope.rows),
      })}
    </span>
  );
}

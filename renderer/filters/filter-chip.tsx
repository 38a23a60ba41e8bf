import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FilterEditor } from '../deferred/parts.tsx';
import type { EditorProps } from './filter-editor.tsx';

interface FilterChipProps {
  readonly label: string;
  readonly text: string;
  /** Goes to where it is changed; false when that is out of sight, and it is changed here. */
  readonly onEdit: () => boolean;
  readonly onRemove: () => void;
  /** What is changed here; null for what is changed elsewhere only. */
  readonly edited: Pick<EditorProps, 'filtered' | 'filter' | 'onApply'> | null;
}

/** One thing that narrows the rows, with a cross that takes it away; pressed, it is changed. */
export function FilterChip({ label, text, onEdit, onRemove, edited }: FilterChipProps) {
  const { t } = useTranslation();
  const chip = useRef<HTMLLIElement>(null);
  const [isEdited, setIsEdited] = useState(false);
  return (
    <li ref={chip} className="filter-chip">
      <Button
        className="filter-chip-words"
        aria-label={`${t('filters.edit', { column: label })}: ${text}`}
        onPress={() => setIsEdited(!onEdit())}
      >
        <span className="quiet">{label}</span> {text}
      </Button>
      <Button
        className="icon-button filter-chip-remove"
        aria-label={t('filters.remove', { column: label })}
        onPress={onRemove}
      >
        <X size={12} aria-hidden />
      </Button>
      {isEdited && edited !== null && (
        <FilterEditor {...edited} anchor={chip} onClose={() => setIsEdited(false)} />
      )}
    </li>
  );
}

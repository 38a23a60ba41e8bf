import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CopiedSets } from '../erp/copied-sets.ts';
import type { Asking } from '../navigator/retry-when-back.ts';
import { flowPart, type RecordPart } from './record-parts.ts';
import type { RecordName } from './record-query.ts';
import { ReferencedBy } from './referenced-by.tsx';
import { RelatedRows } from './related-rows.tsx';

interface RecordPartTabsProps {
  readonly parts: readonly RecordPart[];
  /** Key of the open one; null for the first. */
  readonly open: string | null;
  readonly record: RecordName;
  readonly title: string;
  readonly asking: Asking;
  readonly copiedSets: CopiedSets;
  readonly isCopyOpen: boolean;
  readonly onOpen: (part: string) => void;
}

/** What belongs to a record, in tabs below its fields: of its rows only those are asked for that somebody looks at. */
export function RecordPartTabs(props: RecordPartTabsProps) {
  const { parts, open, record, title, asking, copiedSets, isCopyOpen, onOpen } = props;
  const { t } = useTranslation();
  const shown = parts.find(({ key }) => key === open) ?? parts[0];
  if (shown === undefined) return null;
  const labelOf = ({ key, label }: RecordPart) =>
    label ?? t(key === flowPart ? 'record.documentFlow' : 'record.referencedBy');
  return (
    <Tabs
      className="record-parts"
      data-rows={shown.rows !== null || undefined}
      selectedKey={shown.key}
      onSelectionChange={(key) => onOpen(String(key))}
      // The arrow keys only go through the tabs: what they show may have to be asked for.
      keyboardActivation="manual"
    >
      <TabList className="record-part-tabs" aria-label={t('record.parts')}>
        {parts.map((part) => (
          <Tab key={part.key} id={part.key} className="record-part-tab">
            {labelOf(part)}
          </Tab>
        ))}
      </TabList>
      {parts.map((part) => (
        <TabPanel key={part.key} id={part.key} className="record-part" data-pane>
          {part.rows === null ? (
            <ReferencedBy record={record} title={title} asking={asking} />
          ) : (
            <RelatedRows
              related={part.rows}
              label={labelOf(part)}
              {...{ asking, copiedSets, isCopyOpen }}
            />
          )}
        </TabPanel>
      ))}
    </Tabs>
  );
}

import { History } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { RowChange } from '../../electron/contract/local-copy.ts';
import { useToday } from '../components/age.ts';
import { useFormats } from '../values/formats.ts';
import type { ChangesSinceLastLook } from './set-changes.ts';

/** Says quietly how many rows have changed since somebody looked last; pressed, it marks them. */
export function ChangesButton({ changes, isShown, show }: ChangesSinceLastLook) {
  const { t } = useTranslation();
  const formats = useFormats();
  const since = useSince(changes?.since ?? null);
  if (changes === null) return null;
  const count = t('changes.count', { count: changes.count, shown: formats.count(changes.count) });
  return (
    <ToggleButton
      className="button changes-button"
      isSelected={isShown}
      onChange={show}
      data-testid="changes"
    >
      <History size={14} aria-hidden />
      {since === '' ? count : `${count} ${since}`}
    </ToggleButton>
  );
}

/** "since yesterday" and the like; empty when nobody looked before. */
function useSince(since: number | null): string {
  const { t } = useTranslation();
  const { date } = useFormats();
  const today = useToday();
  if (since === null) return '';
  switch (today - date.dayOf(since)) {
    case 0:
      return t('changes.sinceTime', { time: date.clock(since) });
    case 1:
      return t('changes.sinceYesterday');
    default:
      return t('changes.sinceDay', { day: date.dayAt(since) });
  }
}

/** What the marks mean, which rows are gone, and a button that notes all of it as seen. */
export function ChangesStrip({ changes, isShown, deleted, see }: ChangesSinceLastLook) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (changes === null || !isShown) return null;
  const kinds = (['new', 'changed', 'deleted'] as const).map((kind) => ({
    kind,
    count: changes.rows.filter((row) => row.kind === kind).length,
  }));
  return (
    <section className="changes-strip" aria-label={t('changes.label')}>
      <ul className="changes-kinds">
        {kinds
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <li key={kind} className="changes-kind" data-kind={kind}>
              {t(`changes.counted.${kind}`, { count, shown: formats.count(count) })}
            </li>
          ))}
        {changes.count > changes.rows.length && (
          <li className="quiet">
            {t('changes.newest', { shown: formats.count(changes.rows.length) })}
          </li>
        )}
      </ul>
      {deleted.length > 0 && <Deleted rows={deleted} />}
      <span className="spacer" />
      <Button className="button button-small" onPress={see}>
        {t('changes.seen')}
      </Button>
    </section>
  );
}

function Deleted({ rows }: { readonly rows: readonly RowChange[] }) {
  const { t } = useTranslation();
  return (
    <Disclosure className="changes-deleted">
      <Button slot="trigger" className="link">
        {t('changes.showDeleted')}
      </Button>
      <DisclosurePanel>
        <ul className="changes-deleted-rows">
          {rows.map(({ id, title }) => (
            <li key={id}>{title ?? id}</li>
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}

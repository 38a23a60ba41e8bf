import { CloudOff, Inbox, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type Narrowing, useNarrowingWords } from '../filters/narrowing-words.ts';

interface NoRowsProps {
  readonly label: string;
  readonly narrowing: Narrowing;
  readonly onClear: () => void;
}

/** There are no rows, and what emptied them, with one click to lift it. */
export function NoRows({ label, narrowing, onClear }: NoRowsProps) {
  const { t } = useTranslation();
  const typed = useNarrowingWords(narrowing);
  if (typed.length === 0) {
    return (
      <Message
        icon={<Inbox />}
        title={t('navigator.empty', { set: label })}
        advice={t('navigator.emptyAdvice')}
      />
    );
  }
  return (
    <Message
      icon={<SearchX />}
      title={t('navigator.emptySearch', { set: label, search: typed.join(' · ') })}
      advice={t('navigator.emptySearchAdvice')}
    >
      <Button className="button" onPress={onClear} data-pane-entry>
        {t('navigator.liftSearch')}
      </Button>
    </Message>
  );
}

/** The set has nothing to show. */
export function NoColumns() {
  const { t } = useTranslation();
  return <Message icon={<Inbox />} title={t('navigator.noColumns')} />;
}

/** What was asked for may exist, but not on this computer. */
export function NotHere({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const { t } = useTranslation();
  return (
    <Message
      icon={<CloudOff />}
      title={t('navigator.notHere')}
      advice={t(isSignedIn ? 'navigator.notHereAdvice' : 'navigator.notHereSignIn')}
    />
  );
}

interface MessageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly advice?: string;
  readonly children?: ReactNode;
}

/** A calm message in the place of what is not there. */
export function Message({ icon, title, advice, children }: MessageProps) {
  return (
    <div className="navigator-message">
      <div className="empty-state">
        <span className="empty-icon" aria-hidden>
          {icon}
        </span>
        <output className="empty-title">{title}</output>
        {advice !== undefined && <p className="quiet">{advice}</p>}
        {children}
      </div>
    </div>
  );
}

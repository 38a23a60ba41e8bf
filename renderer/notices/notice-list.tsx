import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInArguments } from '../../electron/contract/session.ts';
import { useClockReading } from '../components/clock-reading.ts';
import { NoticeView } from '../deferred/parts.tsx';
import { isSignedIn } from '../sign-in/held-session.ts';
import { type NoticeFacts, noticeKey, noticesOf } from './notices.ts';

interface NoticeListProps extends Omit<NoticeFacts, 'endsSoon'> {
  readonly onSignIn: (argument: SignInArguments) => void;
}

/** How long before its end an access is offered to be renewed, in milliseconds. */
const warning = 5 * 60_000;

/**
 * What people should know about how their things are kept; each can be put away. It stands at the bottom of the window,
 * so that it never moves what is being read.
 */
export function NoticeList({ onSignIn, ...facts }: NoticeListProps) {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const endsAt = isSignedIn(facts.session) ? facts.session.endsAt : null;
  const endsSoon = useClockReading((now) => endsAt !== null && now >= endsAt - warning);
  const told = noticesOf({ ...facts, endsSoon });
  // A trouble that has gone and comes back is told again.
  const stillTold = dismissed.filter((key) => told.some((notice) => noticeKey(notice) === key));
  if (stillTold.length < dismissed.length) setDismissed(stillTold);
  const notices = told.filter((notice) => !dismissed.includes(noticeKey(notice)));
  return (
    // It is there before its notices are, because only then they are announced.
    <div aria-live="polite">
      {notices.length > 0 && (
        <section className="notices" aria-label={t('notices.label')} data-pane>
          {notices.map((notice) => (
            <NoticeView
              key={noticeKey(notice)}
              notice={notice}
              staySignedIn={facts.settings.settings.staySignedIn}
              onSignIn={onSignIn}
              onDismiss={() => setDismissed((before) => [...before, noticeKey(notice)])}
            />
          ))}
        </section>
      )}
    </div>
  );
}

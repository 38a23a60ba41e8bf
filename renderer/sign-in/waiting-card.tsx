import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/failure.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { useNow } from '../components/now.ts';
import { useErp } from '../erp/erp.ts';
import { countdown } from '../values/duration.ts';

interface WaitingCardProps {
  readonly session: Extract<SessionState, { status: 'signingIn' }>;
  readonly titleId: string;
}

/** What to do in the browser, and the ways back. */
export function WaitingCard({ session, titleId }: WaitingCardProps) {
  const { t } = useTranslation();
  const erp = useErp();
  const now = useNow(true);
  const cancel = useFocusOnMount<HTMLButtonElement>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const finishing = session.step === 'finishing';

  async function openAgain() {
    const answer = await erp.openSignInPageAgain();
    setFailure(answer.ok ? null : answer.error);
  }

  return (
    <>
      <h2 id={titleId} className="card-title">
        <span className="pulse" aria-hidden />
        {finishing ? t('waiting.finishing') : t('waiting.title')}
      </h2>
      <p aria-live="polite">
        {finishing && t('waiting.finishingSentence')}
        {session.step === 'openingBrowser' && t('waiting.openingBrowser')}
        {session.step === 'waitingForBrowser' &&
          t('waiting.sentence', { instance: session.instance.database })}
      </p>
      {!finishing && (
        <p className="quiet tabular">
          {t('waiting.remaining', { time: countdown(session.until - now) })}
        </p>
      )}
      <div className="card-actions">
        {!finishing && (
          <Button className="button" onPress={() => void openAgain()}>
            {t('waiting.openAgain')}
          </Button>
        )}
        <Button ref={cancel} className="button" onPress={() => void erp.cancelSignIn()}>
          {t('common.cancel')}
        </Button>
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
      {/* The instance tells this in the browser only; nobody comes back to say it here. */}
      {session.step === 'waitingForBrowser' && (
        <p className="quiet waiting-hint">{t('waiting.unknownApplication')}</p>
      )}
    </>
  );
}

import { type SubmitEvent, useState } from 'react';
import { Button, Heading, Input, Label, RadioGroup, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { NetworkAnswer, NetworkQuestion } from '../../electron/contract/diagnostics.ts';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { ModalDialog } from '../components/modal-dialog.tsx';
import { RadioChoice } from '../components/radio-choice.tsx';
import { useErp } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';

type AskedProxy = Extract<NetworkQuestion, { kind: 'proxySignIn' }>;
type AskedCertificate = Extract<NetworkQuestion, { kind: 'clientCertificate' }>;

interface NetworkQuestionDialogProps {
  readonly question: NetworkQuestion;
}

/** What the network waits for: who somebody is at the company's proxy, or which certificate to show. */
export function NetworkQuestionDialog({ question }: NetworkQuestionDialogProps) {
  const erp = useErp();

  function answer(said: NetworkAnswer) {
    void erp.answerNetworkQuestion({ id: question.id, answer: said });
  }

  return (
    <ModalDialog className="network-question" onClose={() => answer(null)}>
      {question.kind === 'proxySignIn' ? (
        <ProxySignIn key={question.id} question={question} onAnswer={answer} />
      ) : (
        <CertificateChoice key={question.id} question={question} onAnswer={answer} />
      )}
    </ModalDialog>
  );
}

interface ProxySignInProps {
  readonly question: AskedProxy;
  readonly onAnswer: (answer: NetworkAnswer) => void;
}

function ProxySignIn({ question, onAnswer }: ProxySignInProps) {
  const { t } = useTranslation();
  const field = useFocusOnMount<HTMLInputElement>();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const { host, port, realm, isRetry } = question;

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (user !== '') onAnswer({ kind: 'proxySignIn', user, password });
  }

  return (
    <form className="network-question-form" onSubmit={onSubmit}>
      <Heading slot="title" className="card-title">
        {t('networkQuestion.proxy.title')}
      </Heading>
      <p>{t('networkQuestion.proxy.sentence', { proxy: `${host}:${port}` })}</p>
      {realm !== '' && <p className="quiet">{t('networkQuestion.proxy.realm', { realm })}</p>}
      {isRetry && <p role="alert">{t('networkQuestion.proxy.refused')}</p>}
      <TextField className="field" value={user} onChange={setUser} maxLength={200}>
        <Label>{t('networkQuestion.proxy.user')}</Label>
        <Input ref={field} className="input" spellCheck={false} autoComplete="off" />
      </TextField>
      <TextField
        className="field"
        type="password"
        value={password}
        onChange={setPassword}
        maxLength={1000}
      >
        <Label>{t('networkQuestion.proxy.password')}</Label>
        <Input className="input" autoComplete="off" />
      </TextField>
      <p className="quiet">{t('networkQuestion.proxy.kept')}</p>
      <Actions isReady={user !== ''} onCancel={() => onAnswer(null)} />
    </form>
  );
}

interface CertificateChoiceProps {
  readonly question: AskedCertificate;
  readonly onAnswer: (answer: NetworkAnswer) => void;
}

function CertificateChoice({ question, onAnswer }: CertificateChoiceProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [place, setPlace] = useState('0');

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    onAnswer({ kind: 'clientCertificate', place: Number(place) });
  }

  return (
    <form className="network-question-form" onSubmit={onSubmit}>
      <Heading slot="title" className="card-title">
        {t('networkQuestion.certificate.title')}
      </Heading>
      <p>{t('networkQuestion.certificate.sentence', { host: question.host })}</p>
      {question.isRetry && <p role="alert">{t('networkQuestion.certificate.refused')}</p>}
      <RadioGroup
        className="radio-choice"
        aria-label={t('networkQuestion.certificate.title')}
        value={place}
        onChange={setPlace}
      >
        {question.certificates.map(({ subject, issuer, validUntil }, index) => (
          <RadioChoice
            key={`${subject} ${issuer} ${validUntil}`}
            value={String(index)}
            label={t('networkQuestion.certificate.facts', {
              ...{ subject, issuer },
              day: formats.date.dayAt(validUntil),
            })}
          />
        ))}
      </RadioGroup>
      <p className="quiet">{t('networkQuestion.certificate.kept')}</p>
      <Actions isReady onCancel={() => onAnswer(null)} />
    </form>
  );
}

function Actions({
  isReady,
  onCancel,
}: {
  readonly isReady: boolean;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="network-question-actions">
      <Button className="button" onPress={onCancel}>
        {t('common.cancel')}
      </Button>
      <Button className="button button-primary" type="submit" isDisabled={!isReady}>
        {t('networkQuestion.goOn')}
      </Button>
    </div>
  );
}

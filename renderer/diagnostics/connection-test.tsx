import { Check, CircleDashed, Info, LoaderCircle, type LucideIcon, Minus, X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type {
  TestFact,
  TestProblem,
  TestResult,
  TestStep,
} from '../../electron/contract/diagnostics.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useFocusOnMount } from '../components/focus-on-mount.ts';
import { useFormats } from '../values/formats.ts';
import { type ConnectionTestRun, useConnectionTest } from './connection-test-run.ts';
import type { DiagnosedPlace } from './opened-diagnostics.ts';

const steps: readonly TestStep[] = [
  ...(['name', 'tls', 'discovery', 'identity', 'session', 'domainApi', 'rights'] as const),
];

const icons: Readonly<Record<TestResult['status'], LucideIcon>> = {
  passed: Check,
  noted: Info,
  failed: X,
  skipped: Minus,
};

/** Walks the way to an instance, and says of each step what it found, what is wrong, and what to do. */
export function ConnectionTest({ host: firstHost, set }: DiagnosedPlace) {
  const { t } = useTranslation();
  const button = useFocusOnMount<HTMLButtonElement>();
  const [host, setHost] = useState(firstHost);
  const { run, start, stop } = useConnectionTest();

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (run.isRunning) stop();
    else if (host.trim() !== '') void start(host.trim(), set);
  }

  return (
    <div className="connection-test">
      <form className="connection-test-form" onSubmit={onSubmit}>
        <TextField className="field" value={host} onChange={setHost} maxLength={300}>
          <Label>{t('firstStart.host')}</Label>
          <Input
            className="input"
            placeholder={t('firstStart.hostExample')}
            spellCheck={false}
            autoComplete="off"
          />
        </TextField>
        {/* One button for both, so that the focus stays where it is. */}
        <Button
          className="button button-primary"
          type="submit"
          isDisabled={host.trim() === ''}
          ref={button}
        >
          {t(run.isRunning ? 'common.cancel' : 'diagnostics.test.start')}
        </Button>
      </form>
      <p className="quiet">{t('diagnostics.test.hint')}</p>
      <output className="visually-hidden">{useOutcomeWords(run)}</output>
      {run.failure === null ? (
        <ol className="test-steps">
          {steps.map((step) => (
            <Step
              key={step}
              step={step}
              result={run.results[step] ?? null}
              isNext={run.isRunning && step === steps.find((each) => !(each in run.results))}
            />
          ))}
        </ol>
      ) : (
        <FailureNotice failure={run.failure} />
      )}
    </div>
  );
}

/** That the test came through, for who can't see the list change; of a problem its step tells. */
function useOutcomeWords({ isRunning, results }: ConnectionTestRun): string {
  const { t } = useTranslation();
  const all = Object.values(results);
  if (isRunning || all.length < steps.length) return '';
  return all.some(({ status }) => status === 'failed') ? '' : t('diagnostics.test.through');
}

interface StepProps {
  readonly step: TestStep;
  /** Null before it has ended. */
  readonly result: TestResult | null;
  readonly isNext: boolean;
}

function Step({ step, result, isNext }: StepProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const status = result?.status ?? (isNext ? 'running' : 'waiting');
  const Icon = result === null ? (isNext ? LoaderCircle : CircleDashed) : icons[result.status];
  return (
    <li className="test-step" data-status={status}>
      <Icon className="test-step-icon" size={16} aria-hidden />
      <div className="test-step-text">
        <p className="test-step-title">
          {t(`diagnostics.step.${step}`)}
          <span className="visually-hidden">: {t(`diagnostics.status.${status}`)}</span>
          {result !== null && result.status !== 'skipped' && (
            <span className="quiet tabular">
              {t('diagnostics.milliseconds', { ms: formats.count(Math.round(result.ms)) })}
            </span>
          )}
        </p>
        {result !== null && <Findings result={result} />}
      </div>
    </li>
  );
}

interface ProblemProps {
  readonly step: TestStep;
  readonly problem: TestProblem;
  readonly isFailure: boolean;
}

/** What is wrong, and what to do. Of a failure it is announced as one, with its step: what comes line by line is heard in any order. */
function Problem({ step, problem, isFailure }: ProblemProps) {
  const { t } = useTranslation();
  const what = t(`diagnostics.problem.${problem}.what`);
  const todo = t(`diagnostics.problem.${problem}.todo`);
  const ends = t('diagnostics.test.endsAt', { step: t(`diagnostics.step.${step}`) });
  return (
    <div className="test-step-problem">
      {isFailure && (
        <p className="visually-hidden" role="alert">
          {[ends, what, todo].join(' ')}
        </p>
      )}
      <p aria-hidden={isFailure}>{what}</p>
      <p aria-hidden={isFailure} className="quiet">
        {todo}
      </p>
    </div>
  );
}

function Findings({ result }: { readonly result: TestResult }) {
  const { step, status, problem, facts, detail } = result;
  const { t } = useTranslation();
  const words = useFactWords();
  // That nothing was done after the end of the way goes without saying.
  const isTold = problem !== null && problem !== 'earlierStep';
  return (
    <>
      {isTold && <Problem step={step} problem={problem} isFailure={status === 'failed'} />}
      {facts.length > 0 && (
        <dl className="test-facts">
          {facts.map((fact) => (
            <div key={fact.kind}>
              <dt>{t(`diagnostics.fact.${fact.kind}`)}</dt>
              <dd>{words(fact)}</dd>
            </div>
          ))}
        </dl>
      )}
      {detail !== null && status === 'failed' && <code className="quiet">{detail}</code>}
    </>
  );
}

function useFactWords(): (fact: TestFact) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (fact) => {
    if ('text' in fact) return fact.text;
    if ('at' in fact) return formats.date.dayAndTime(new Date(fact.at).toISOString());
    if (fact.kind === 'companyAuthority') return t('diagnostics.companyAuthority');
    return t('diagnostics.seconds', { seconds: formats.count(Math.round(fact.ms / 1000)) });
  };
}

import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../components/failure-notice.tsx';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';

/** What somebody can send to whoever helps them, to be read before. */
export function DiagnosticsReport() {
  const { t } = useTranslation();
  const erp = useErp();
  const [copied, setCopied] = useState(false);
  const report = useQuery({
    queryKey: ['diagnosticsText'],
    queryFn: () => unwrapped(erp.diagnosticsText()),
    staleTime: 0,
    gcTime: 0,
  });
  const failure = failureOf(report.error);
  if (failure !== null) return <FailureNotice failure={failure} />;
  const text = report.data?.text ?? '';

  async function copy() {
    const answer = await erp.copyText({ text });
    setCopied(answer.ok);
  }

  return (
    <div className="diagnostics-report">
      <p>{t('diagnostics.report.sentence')}</p>
      <div className="card-actions">
        <Button
          className="button button-primary"
          onPress={() => void copy()}
          isDisabled={text === ''}
        >
          <Copy size={16} aria-hidden />
          {t('commands.copyDiagnostics')}
        </Button>
        <output className="quiet">{copied && t('diagnostics.report.copied')}</output>
      </div>
      <section
        className="diagnostics-text"
        aria-label={t('diagnostics.report.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0} // oxlint-disable-line jsx-a11y/no-noninteractive-tabindex -- likewise
      >
        <pre>{text}</pre>
      </section>
    </div>
  );
}

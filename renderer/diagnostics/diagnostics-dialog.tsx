import { useTranslation } from 'react-i18next';
import { TabbedDialog } from '../components/tabbed-dialog.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { DiagnosticsReport } from './diagnostics-report.tsx';
import type { DiagnosticsPart, OpenedDiagnostics } from './opened-diagnostics.ts';
import { RequestTable } from './request-table.tsx';

const parts: readonly DiagnosticsPart[] = ['connectionTest', 'requestList', 'copyDiagnostics'];

interface DiagnosticsDialogProps {
  readonly opened: OpenedDiagnostics;
  readonly onClose: () => void;
}

/** The connection test, the last requests, and a text to send to whoever helps. */
export function DiagnosticsDialog({ opened, onClose }: DiagnosticsDialogProps) {
  const { t } = useTranslation();

  function page(shown: DiagnosticsPart) {
    if (shown === 'requestList') return <RequestTable />;
    if (shown === 'copyDiagnostics') return <DiagnosticsReport />;
    return <ConnectionTest host={opened.host} set={opened.set} />;
  }

  return (
    <TabbedDialog
      className="diagnostics"
      title={t('diagnostics.title')}
      closeLabel={t('diagnostics.close')}
      parts={parts.map((id) => ({ id, label: t(`diagnostics.part.${id}`) }))}
      part={opened.part}
      page={page}
      onClose={onClose}
    />
  );
}

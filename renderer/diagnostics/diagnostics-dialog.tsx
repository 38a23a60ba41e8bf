import { X } from 'lucide-react';
import {
  Dialog,
  Heading,
  Modal,
  ModalOverlay,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/icon-button.tsx';
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
  return (
    <ModalOverlay
      className="modal-ground"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="modal">
        <Dialog className="diagnostics">
          <div className="diagnostics-head">
            <Heading slot="title" className="card-title">
              {t('diagnostics.title')}
            </Heading>
            <span className="spacer" />
            <IconButton icon={X} label={t('diagnostics.close')} onPress={onClose} />
          </div>
          <Tabs className="diagnostics-parts" defaultSelectedKey={opened.part}>
            <TabList className="record-part-tabs" aria-label={t('diagnostics.title')}>
              {parts.map((part) => (
                <Tab key={part} id={part} className="record-part-tab">
                  {t(`diagnostics.part.${part}`)}
                </Tab>
              ))}
            </TabList>
            <TabPanel id="connectionTest" className="diagnostics-part">
              <ConnectionTest host={opened.host} set={opened.set} />
            </TabPanel>
            <TabPanel id="requestList" className="diagnostics-part">
              <RequestTable />
            </TabPanel>
            <TabPanel id="copyDiagnostics" className="diagnostics-part">
              <DiagnosticsReport />
            </TabPanel>
          </Tabs>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

import type { ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useHeldCommands } from '../commands/command.ts';

interface ModalDialogProps {
  /** Names the dialog's own look; `modal` is common to all. */
  readonly className: string;
  /** `alertdialog` for a question that somebody has to answer before anything else. */
  readonly role?: 'dialog' | 'alertdialog';
  /** A click beside it closes it; Escape always does. */
  readonly isDismissable?: boolean;
  readonly onClose: () => void;
  /** With a {@link Heading} of the slot `title`, which names the dialog. */
  readonly children: ReactNode;
}

/** A dialog over the window: what is below can't be reached until it is closed, nor by its commands. */
export function ModalDialog(props: ModalDialogProps) {
  const { className, role = 'dialog', isDismissable = false, onClose, children } = props;
  useHeldCommands();
  return (
    <ModalOverlay
      className="modal-ground"
      isOpen
      isDismissable={isDismissable}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="modal">
        <Dialog role={role} className={className}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

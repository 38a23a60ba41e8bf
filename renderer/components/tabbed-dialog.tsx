import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Heading, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { IconButton } from './icon-button.tsx';
import { ModalDialog } from './modal-dialog.tsx';

interface TabbedDialogProps<Part extends string> {
  readonly className: string;
  readonly title: string;
  /** Says what the cross closes. */
  readonly closeLabel: string;
  readonly parts: readonly { readonly id: Part; readonly label: string }[];
  /** The page that it opens with. Another one leads there while it is open, too. */
  readonly part: Part;
  readonly page: (part: Part) => ReactNode;
  readonly onClose: () => void;
}

/** A dialog of several pages, of which only the one in sight is made. */
export function TabbedDialog<Part extends string>(props: TabbedDialogProps<Part>) {
  const { className, title, closeLabel, parts, part, page, onClose } = props;
  return (
    <ModalDialog className={`tabbed-dialog ${className}`} isDismissable onClose={onClose}>
      <div className="tabbed-dialog-head">
        <Heading slot="title" className="card-title">
          {title}
        </Heading>
        <span className="spacer" />
        <IconButton icon={X} label={closeLabel} onPress={onClose} />
      </div>
      <Tabs key={part} className="tabbed-dialog-parts" defaultSelectedKey={part}>
        <TabList className="record-part-tabs" aria-label={title}>
          {parts.map(({ id, label }) => (
            <Tab key={id} id={id} className="record-part-tab">
              {label}
            </Tab>
          ))}
        </TabList>
        {parts.map(({ id }) => (
          <TabPanel key={id} id={id} className="tabbed-dialog-part">
            {page(id)}
          </TabPanel>
        ))}
      </Tabs>
    </ModalDialog>
  );
}

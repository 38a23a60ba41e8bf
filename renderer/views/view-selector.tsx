import { Check, ChevronDown, Pin } from 'lucide-react';
import { useRef } from 'react';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { View } from '../../electron/contract/views.ts';
import { useCommandKeys } from '../commands/command.ts';
import type { CommandId } from '../commands/commands.ts';
import { usePolicy } from '../settings/policy.ts';
import type { TabViews } from './tab-views.ts';
import { ViewForms } from './view-forms.tsx';

/** The key of the standard view in the menu: no other one has it. */
const standard = '';

interface ViewSelectorProps {
  readonly tabViews: TabViews;
  /** The set's name. */
  readonly label: string;
}

/** Which view is shown, whether it was changed, all others of the set, and what can be done with them. */
export function ViewSelector({ tabViews, label }: ViewSelectorProps) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const { views, current, isChanged, failure } = tabViews;
  const name = current?.name ?? t('views.standard');
  return (
    <>
      <MenuTrigger>
        <Button
          ref={button}
          className="view-button"
          aria-label={t(isChanged ? 'views.buttonChanged' : 'views.button', { view: name })}
          data-testid="view"
        >
          <span className="view-name">{name}</span>{' '}
          {isChanged && <span className="view-changed">{t('views.changed')}</span>}
          <ChevronDown size={14} aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom start" offset={4}>
          <Menu className="menu" aria-label={t('views.list', { set: label })}>
            <MenuSection
              aria-label={t('views.list', { set: label })}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[current?.id ?? standard]}
              onSelectionChange={(chosen) => {
                if (chosen === 'all') return;
                tabViews.show(views.find(({ id }) => chosen.has(id)) ?? null);
              }}
            >
              {[null, ...views].map((view) => (
                <ViewItem key={view?.id ?? standard} view={view} />
              ))}
            </MenuSection>
            <Separator className="menu-separator" />
            <ViewActions tabViews={tabViews} label={label} />
          </Menu>
          {failure !== null && (
            <p className="menu-note">
              {t('views.unreadable', { title: t(`failure.${failure.code}.title`) })}
            </p>
          )}
        </Popover>
      </MenuTrigger>
      <ViewForms tabViews={tabViews} label={label} anchor={button} />
    </>
  );
}

function ViewItem({ view }: { readonly view: View | null }) {
  const { t } = useTranslation();
  const name = view?.name ?? t('views.standard');
  return (
    <MenuItem id={view?.id ?? standard} className="menu-item" textValue={name}>
      {({ isSelected }) => (
        <>
          {isSelected ? <Check size={16} aria-hidden /> : <span className="menu-gap" />}
          <span className="view-item-name">{name}</span>
          {view?.isDefault === true && (
            <>
              <Pin size={14} aria-hidden />
              <span className="visually-hidden">{t('views.isDefault')}</span>
            </>
          )}
        </>
      )}
    </MenuItem>
  );
}

/** What can be done with the view that is shown, and with all of them. */
function ViewActions({ tabViews, label }: ViewSelectorProps) {
  const { t } = useTranslation();
  const { views, current, isDefault, isChanged, failure, openForm } = tabViews;
  const { mayExport } = usePolicy();
  const isUnreadable = failure !== null;
  const isStandard = current === null;
  return (
    <>
      <Action
        command="saveView"
        words={t('views.save')}
        isDisabled={isStandard || isUnreadable}
        onAction={tabViews.save}
      />
      <Action
        command="saveViewAs"
        words={t('views.saveAs')}
        isDisabled={isUnreadable}
        onAction={() => openForm('saveAs')}
      />
      <Action
        command="revertView"
        words={t('views.revert')}
        isDisabled={!isChanged}
        onAction={tabViews.revert}
      />
      <Action
        command="renameView"
        words={t('views.rename')}
        isDisabled={isStandard || isUnreadable}
        onAction={() => openForm('rename')}
      />
      <Action
        command="duplicateView"
        words={t('views.duplicate')}
        isDisabled={isStandard || isUnreadable}
        onAction={tabViews.duplicate}
      />
      <Action
        command="deleteView"
        words={t('views.delete')}
        isDisabled={isStandard || isUnreadable}
        onAction={tabViews.remove}
      />
      <Action
        command="defaultView"
        words={t('views.setDefault', { set: label })}
        isDisabled={isDefault || isUnreadable}
        onAction={tabViews.makeDefault}
      />
      <Separator className="menu-separator" />
      <Action
        command="copyViewLink"
        words={t('views.copyLink')}
        isDisabled={false}
        onAction={tabViews.copyLink}
      />
      <Action
        command="exportViews"
        words={t('views.export')}
        isDisabled={views.length === 0 || isUnreadable || !mayExport}
        onAction={() => openForm('export')}
      />
      <Action
        command="importViews"
        words={t('views.import')}
        isDisabled={isUnreadable}
        onAction={tabViews.importViews}
      />
    </>
  );
}

interface ActionProps {
  readonly command: CommandId;
  readonly words: string;
  readonly isDisabled: boolean;
  readonly onAction: () => void;
}

function Action({ command, words, isDisabled, onAction }: ActionProps) {
  const keys = useCommandKeys()(command);
  return (
    <MenuItem
      id={command}
      className="menu-item"
      textValue={words}
      isDisabled={isDisabled}
      onAction={onAction}
    >
      <span className="menu-gap" />
      <span className="view-item-name">{words}</span>
      {keys !== null && <kbd className="menu-keys quiet">{keys}</kbd>}
    </MenuItem>
  );
}

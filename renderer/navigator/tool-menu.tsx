import { Check, Ellipsis, RefreshCw } from 'lucide-react';
import {
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommandHint } from '../commands/command.ts';
import { IconButton } from '../components/icon-button.tsx';
import type { Tool } from './toolbar-tools.tsx';

interface ToolMenuProps {
  readonly tools: readonly Tool[];
  readonly onReload: () => void;
}

/** All tools, and Reload, where the toolbar has no room for them side by side. */
export function ToolMenu({ tools, onReload }: ToolMenuProps) {
  const { t } = useTranslation();
  const hint = useCommandHint();
  const label = t('navigator.more');
  return (
    <MenuTrigger>
      <IconButton icon={Ellipsis} label={label} className="tool-menu" />
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={label}>
          <MenuSection
            aria-label={label}
            selectionMode="multiple"
            selectedKeys={tools.filter(({ isOn }) => isOn).map((tool) => tool.label)}
            onSelectionChange={(chosen) => {
              if (chosen === 'all') return;
              const changed = tools.filter((tool) => chosen.has(tool.label) !== tool.isOn);
              for (const tool of changed) tool.onChange(!tool.isOn);
            }}
          >
            {tools.map((tool) => (
              <MenuItem
                key={tool.label}
                id={tool.label}
                className="menu-item"
                textValue={tool.label}
              >
                {tool.isOn ? <Check size={16} aria-hidden /> : <span className="menu-gap" />}
                <span className="view-item-name">{tool.label}</span>
                <tool.icon size={16} aria-hidden />
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuItem className="menu-item" textValue={t('navigator.reload')} onAction={onReload}>
            <span className="menu-gap" />
            <span className="view-item-name">{hint('reload', t('navigator.reload'))}</span>
            <RefreshCw size={16} aria-hidden />
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useCommandHint } from '../commands/command.ts';
import { IconButton } from '../components/icon-button.tsx';

/** One open navigator, as its tab shows it. */
export interface ShownTab {
  readonly id: string;
  readonly label: string;
  /** What it is narrowed by; empty for all rows. */
  readonly narrowed: string;
}

interface TabStripProps {
  readonly tabs: readonly ShownTab[];
  readonly current: string | null;
  readonly onLook: (id: string) => void;
  readonly onClose: (id: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  /** Where the open tab came from; null when it came from nowhere. */
  readonly onBack: (() => void) | null;
  readonly onForward: (() => void) | null;
}

/**
 * The open navigators. One tab stop; a tab is looked at as soon as the arrow keys come to it, because it is there at once.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function TabStrip(props: TabStripProps) {
  const { tabs, current, onLook, onClose, onStep, onBack, onForward } = props;
  const { t } = useTranslation();
  const hint = useCommandHint();
  const strip = useRef<HTMLDivElement>(null);
  const closeCurrent = () => {
    if (current !== null) onClose(current);
  };
  useCommand('closeTab', closeCurrent);
  useCommand('nextTab', () => onStep(1));
  useCommand('previousTab', () => onStep(-1));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab, or one more, calls for it
  useEffect(() => {
    strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: 'nearest' });
  }, [current, tabs.length]);

  /** The focus goes along, which is where the next key is pressed. */
  function goTo(place: number) {
    const tab = tabs.at(place % tabs.length);
    if (tab === undefined) return;
    onLook(tab.id);
    document.getElementById(tabId(tab.id))?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const place = tabs.findIndex(({ id }) => id === current);
    if (event.key === 'ArrowRight') goTo(place + 1);
    else if (event.key === 'ArrowLeft') goTo(place - 1);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(-1);
    else if (event.key === 'Delete') closeCurrent();
    else return;
    event.preventDefault();
  }

  return (
    <div className="tab-strip" data-pane>
      <IconButton
        icon={ArrowLeft}
        label={t('commands.back')}
        hint={hint('back')}
        isDisabled={onBack === null}
        onPress={() => onBack?.()}
      />
      <IconButton
        icon={ArrowRight}
        label={t('commands.forward')}
        hint={hint('forward')}
        isDisabled={onForward === null}
        onPress={() => onForward?.()}
      />
      <div ref={strip} role="tablist" className="tabs" aria-label={t('tabs.label')}>
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            tab={tab}
            isCurrent={tab.id === current}
            onLook={() => onLook(tab.id)}
            onClose={() => onClose(tab.id)}
            onKeyDown={onKeyDown}
          />
        ))}
      </div>
    </div>
  );
}

/** The element id of a tab; its panel is labelled by it. */
export function tabId(id: string): string {
  return `tab-${id}`;
}

/** The element id of what a tab shows. */
export function tabPanelId(id: string): string {
  return `tab-panel-${id}`;
}

interface TabProps {
  readonly tab: ShownTab;
  readonly isCurrent: boolean;
  readonly onLook: () => void;
  readonly onClose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Tab({ tab, isCurrent, onLook, onClose, onKeyDown }: TabProps) {
  const hint = useCommandHint();
  const { id, label, narrowed } = tab;

  function onMouseDown(event: MouseEvent) {
    // The middle button would start to scroll, and a tab that was clicked leaves the focus where people work.
    event.preventDefault();
    if (event.button === 0 && !isOnClose(event.target)) onLook();
  }

  function onClick(event: MouseEvent) {
    if (event.button === 1 || (event.button === 0 && isOnClose(event.target))) onClose();
  }

  return (
    // The cross is for the pointer only: a tab has no buttons in it, and the keys have Delete and Ctrl+W.
    <div
      id={tabId(id)}
      role="tab"
      className="tab"
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isCurrent}
      aria-controls={isCurrent ? tabPanelId(id) : undefined}
      data-pane-entry={isCurrent || undefined}
      title={narrowed === '' ? label : `${label}\n${narrowed}`}
      onMouseDown={onMouseDown}
      onClick={onClick}
      onAuxClick={onClick}
      onKeyDown={onKeyDown}
    >
      <span className="tab-label">{label}</span>
      {narrowed !== '' && <span className="tab-narrowed">{narrowed}</span>}
      <span className="tab-close" data-close aria-hidden title={hint('closeTab')}>
        <X size={14} />
      </span>
    </div>
  );
}

function isOnClose(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-close]') !== null;
}

import type { Shortcut } from '../components/shortcut.ts';

const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** How the keys of a shortcut are written: `Ctrl+Shift+L`, and `⇧⌘L` on a Mac. */
export function shortcutWords({ key, ctrl, shift, alt }: Shortcut, platform: string): string {
  const name = names[key] ?? key;
  if (platform === 'darwin') {
    return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${ctrl ? '⌘' : ''}${name}`;
  }
  const held = [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift'].filter(
    (each) => typeof each === 'string',
  );
  return [...held, name].join('+');
}

import type { Shortcut } from '../components/shortcut.ts';

/** How the keys of a shortcut are written: `Ctrl+Shift+L`, and `⇧⌘L` on a Mac. */
export function shortcutWords({ key, ctrl, shift }: Shortcut, platform: string): string {
  if (platform === 'darwin') return `${shift ? '⇧' : ''}${ctrl ? '⌘' : ''}${key}`;
  return [...(ctrl ? ['Ctrl'] : []), ...(shift ? ['Shift'] : []), key].join('+');
}

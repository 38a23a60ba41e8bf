import type { Language } from '../../electron/contract/languages.ts';
import type { Shortcut } from '../components/shortcut.ts';

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

interface KeyNames {
  readonly ctrl: string;
  readonly alt: string;
  readonly shift: string;
  readonly enter: string;
}

const latin: KeyNames = { ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: 'Enter' };

/** As keyboards are printed where the language is spoken; Bulgarian ones have the English names. */
const keyNames: Readonly<Record<Language, KeyNames>> = {
  en: latin,
  bg: latin,
  de: { ctrl: 'Strg', alt: 'Alt', shift: 'Umschalt', enter: 'Eingabe' },
};

/** How the keys of a shortcut are written: `Ctrl+Shift+L`, `Strg+Umschalt+L` in German, and `⇧⌘L` on a Mac. */
export function shortcutWords(
  { key, ctrl, shift, alt }: Shortcut,
  platform: string,
  language: Language,
): string {
  const names = keyNames[language];
  const name = key === 'Enter' ? names.enter : (signs[key] ?? key);
  if (platform === 'darwin') {
    return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${ctrl ? '⌘' : ''}${name}`;
  }
  const held = [ctrl && names.ctrl, alt && names.alt, shift && names.shift].filter(
    (each) => typeof each === 'string',
  );
  return [...held, name].join('+');
}

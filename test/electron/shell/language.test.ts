import { expect, test } from 'vitest';
import { chooseLanguage } from '../../../electron/shell/language.ts';

test.each([
  ['bg', ['en-US'], 'bg'],
  ['system', ['bg-BG', 'en-US'], 'bg'],
  ['system', ['de-DE', 'BG', 'en'], 'bg'],
  ['system', ['de-DE'], 'en'],
  ['system', [], 'en'],
] as const)(
  'set to %s, with the system preferring %j, the app speaks %s',
  (setting, preferred, spoken) => {
    expect(chooseLanguage(setting, preferred)).toBe(spoken);
  },
);

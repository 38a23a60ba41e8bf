import { expect, test } from 'vitest';
import { chooseLanguage } from '../../../electron/shell/language.ts';

test.each([
  ['bg', ['en-US'], 'bg'],
  ['system', ['bg-BG', 'en-US'], 'bg'],
  ['system', ['de-AT', 'BG', 'en'], 'de'],
  ['system', ['fr-FR', 'BG', 'de'], 'bg'],
  ['system', ['fr-FR'], 'en'],
  ['system', [], 'en'],
] as const)(
  'set to %s, with the system preferring %j, the app speaks %s',
  (setting, preferred, spoken) => {
    expect(chooseLanguage(setting, preferred)).toBe(spoken);
  },
);

import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { View } from '../../../electron/contract/views.ts';
import type { Tab } from '../../../electron/contract/workspace.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { tabWords } from '../../../renderer/navigator/tab-words.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';
import { newNavigator } from '../../../renderer/workspace/tabs.ts';

const set = 'Crm_Sales_SalesOrders';
const filters = { DocumentDate: '(last month)' };
const view: View = {
  ...{ id: 'view-1', set, name: 'Month’s end', isDefault: false, columnWidths: {} },
  content: { ...standardContent, filters },
};
let t: TFunction;

beforeAll(async () => {
  t = await i18next.createInstance().init({ lng: 'en', resources: { en: { translation: en } } });
});

function navigator(change: Partial<ReturnType<typeof newNavigator>>): Tab {
  return { ...newNavigator(set), id: 'tab', past: [], future: [], ...change };
}

const words = (tab: Tab) => tabWords(tab, { views: [view], labelOf: () => 'Sales orders', t });

describe('a tab is called', () => {
  it('by its set, and by what narrows its rows, as it was typed', () => {
    expect(words(navigator({}))).toEqual({ label: 'Sales orders', narrowed: '' });
    const narrowed = navigator({ search: 'north', filters, advanced: [[]] });
    expect(words(narrowed).narrowed).toBe('north · (last month) · Advanced');
  });

  it('by its view alone while nothing else is shown, and then by what is', () => {
    const { content } = view;
    expect(words(navigator({ ...content, view: view.id })).narrowed).toBe('Month’s end');
    const changed = navigator({ ...content, view: view.id, search: 'north' });
    expect(words(changed).narrowed).toBe('Month’s end · north · (last month)');
  });

  it('by its set alone where the view was deleted', () => {
    expect(words(navigator({ view: 'gone' })).narrowed).toBe('');
  });

  it('by its record, and then by its set', () => {
    const record = { kind: 'record', set, recordId: '1', part: null, top: 0, list: [] } as const;
    const tab = { ...record, list: [], id: 'tab', past: [], future: [] };
    expect(words({ ...tab, title: 'Order 7' })).toEqual({
      label: 'Order 7',
      narrowed: 'Sales orders',
    });
    expect(words({ ...tab, title: null })).toEqual({ label: 'Sales orders', narrowed: '' });
  });
});

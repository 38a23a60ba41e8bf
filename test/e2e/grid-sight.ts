import type { Locator, Page } from '@playwright/test';
import { drawnRows, type ShownRow } from './grid-rows.ts';

/** What somebody has before their eyes in the open navigator. */
export interface Sight {
  /** Labels of the tabs, in their order, with what narrows them. */
  readonly tabs: readonly string[];
  readonly currentTab: string;
  readonly search: string;
  /** The rows in sight, from the first one down, with their places from 1. */
  readonly rows: readonly (readonly [number, ShownRow])[];
  readonly activeCell: string | null;
  /** The direction of each ordered column, by its label. */
  readonly order: Readonly<Record<string, string>>;
}

/** The tabs of the open navigators. */
export function tabsOf(window: Page): Locator {
  return window.getByRole('tablist', { name: 'Open navigators' }).getByRole('tab');
}

/** Looks at the tab of a navigator. */
export async function lookAt(window: Page, name: string): Promise<void> {
  await tabsOf(window).filter({ hasText: name }).click();
}

/** What the tab that is looked at shows. */
export function openPanel(window: Page): Locator {
  return window.getByRole('tabpanel');
}

/** The search box of the open navigator. */
export function rowSearch(window: Page): Locator {
  return window.getByRole('searchbox', { name: 'Search', exact: true });
}

/** The field of the filter row under a column of the open navigator. */
export function filterField(window: Page, column: string): Locator {
  return window.getByRole('combobox', { name: `Filter by ${column}`, exact: true });
}

/** Looks at the open navigator. */
export async function sightOf(window: Page, name: string): Promise<Sight> {
  const grid = window.getByRole('grid', { name: `${name}, rows` });
  const rows = await drawnRows(grid);
  const { places, ...seen } = await grid.evaluate((element) => {
    const frame = element.parentElement ?? element;
    const { top, bottom } = frame.getBoundingClientRect();
    const [header, ...drawn] = element.querySelectorAll('[aria-rowindex]');
    const start = header?.getBoundingClientRect().bottom ?? top;
    const isInSight = (row: Element): boolean => {
      const box = row.getBoundingClientRect();
      return box.bottom > start + 1 && box.top < bottom - 1;
    };
    const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const ordered = element.querySelectorAll<HTMLElement>('[aria-sort]:not([aria-sort=none])');
    return {
      places: drawn.filter(isInSight).map((row) => Number(row.getAttribute('aria-rowindex')) - 1),
      activeCell: active?.textContent ?? null,
      order: Object.fromEntries(
        [...ordered].map((column) => [column.title.split('\n')[0] ?? '', column.ariaSort ?? '']),
      ),
    };
  });
  return {
    ...seen,
    tabs: await tabsOf(window).allTextContents(),
    currentTab: (await currentTab(window).textContent()) ?? '',
    search: await rowSearch(window).inputValue(),
    rows: places.map((place) => [place, rows.get(place) ?? {}]),
  };
}

function currentTab(window: Page): Locator {
  return tabsOf(window).and(window.locator('[aria-selected=true]'));
}

import type { Page } from '@playwright/test';
import type { KeptSet } from '../../electron/contract/local-copy.ts';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { Result } from '../../electron/contract/result.ts';
import type { Row, RowsPage } from '../../electron/contract/rows.ts';
import type {} from '../../renderer/erp/erp.ts';
import { expect } from './navigator.ts';

/** Has a set kept offline, as a person does in the panel of its navigator. */
export async function startKeeping(page: Page, set: string): Promise<void> {
  const answer = await page.evaluate(
    (name) => window.erp.keepOffline({ set: name, along: [], withPictures: false }),
    set,
  );
  expect(answer).toEqual({ ok: true, value: null });
}

/** How a kept set fares; undefined when it is not kept. */
export async function keptSet(page: Page, name: string): Promise<KeptSet | undefined> {
  const answer = await page.evaluate(() => window.erp.keptSets());
  if (!answer.ok) throw new Error(`The kept sets are not told: ${answer.error.code}`);
  return answer.value.sets.find(({ set }) => set === name);
}

/** Keeps a set offline, and waits until all of its rows are on this computer. */
export async function keepOffline(page: Page, set: string): Promise<void> {
  await startKeeping(page, set);
  await expectKept(page, set);
}

/** Waits until all rows of a kept set are on this computer, and nothing is left to do for it. */
export async function expectKept(page: Page, set: string): Promise<void> {
  await expect
    .poll(async () => (await keptSet(page, set))?.status, { timeout: 20_000 })
    .toBe('upToDate');
  expect((await keptSet(page, set))?.completeAt).not.toBeNull();
}

/** All rows with which the local copy answers a query; read anew when it changes meanwhile. Fails as the copy does. */
export async function rowsOfCopy(
  page: Page,
  query: Partial<StructuredQuery> & Pick<StructuredQuery, 'set' | 'columns'>,
): Promise<Row[]> {
  return page.evaluate(
    async (asked) => {
      let rows: Row[] = [];
      let cursor: string | null = null;
      for (;;) {
        const answer: Result<RowsPage> = await window.erp.fetchRows({
          ticket: crypto.randomUUID(),
          query: asked,
          source: 'copy',
          cursor,
          urgency: 'visible',
        });
        if (answer.ok) {
          rows.push(...answer.value.rows);
          cursor = answer.value.cursor;
          if (cursor === null) return rows;
        } else if (answer.error.code === 'cursorExpired') {
          // Places among the rows mean something else now.
          rows = [];
          cursor = null;
        } else throw new Error(answer.error.code);
      }
    },
    { where: [], search: '', order: [], ...query },
  );
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Those of the rules that axe goes by unasked which colours can break. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** What axe finds, as `rule: element` lines; by all its rules if none are named. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const options = {
    // What is well is most of what it finds, and takes long to be told.
    resultTypes: ['violations'],
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
  };
  const found = await page.evaluate<AxeResults['violations']>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

/**
 * Sees that nothing is wrong with what the window shows, in either theme. The dark one is the same document in other colours,
 * so that colours are all that has to be looked at again.
 *
 * @param what - names it where something is wrong
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await test.step(what, async () => {
    // Rows that are being replaced are dimmed, and nobody is to read them any more.
    await page.locator('.grid-row[data-stale]').first().waitFor({ state: 'detached' });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect.soft(await violations(page), `${what}, light`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect.soft(await violations(page, rulesOfColour), `${what}, dark`).toEqual([]);
  });
}

/** The roles that the browser tells assistive technology, which has rules of its own where elements stand in others. */
export async function browserRoles(page: Page): Promise<unknown[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.map(({ role }): unknown => role?.value);
}

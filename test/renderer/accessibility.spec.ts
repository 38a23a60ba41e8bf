import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { scenes } from './harness/scenes.ts';
import { test } from './window-test.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, as `rule: element` lines. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
}

// The dark theme differs in colours only, so the scenes with colours of their own are enough.
const shown = {
  light: Object.keys(scenes),
  dark: ['hostNotFound', 'browsing', 'needsSignIn', 'offline', 'notices'],
};

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    for (const scene of shown[theme]) {
      test(`${scene} is accessible`, async ({ page, open }) => {
        await open(scene);
        await page.getByRole('main').first().waitFor();
        expect(await violations(page)).toEqual([]);
      });
    }
  });
}

test('the account menu is accessible', async ({ page, open }) => {
  await open('browsing');
  await page.getByTestId('account-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  expect(await violations(page)).toEqual([]);
});

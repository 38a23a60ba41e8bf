import { defineConfig } from '@playwright/test';

/**
 * Specs that drive the app, or Electron's API, from outside. Two at a time, for they wait more than they work, and none gets a
 * second try. Where windows take the focus from each other, on a desktop with the real Electron, add `--workers=1`.
 */
export default defineConfig({
  testMatch: '**/*.spec.ts',
  workers: 2,
  retries: 0,
  // Twice what is usual: what takes half of it on a machine of its own must not fail on one that is shared.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  outputDir: 'test-results/playwright',
  projects: [
    { name: 'contract', testDir: 'test/chromium-host/contract' },
    { name: 'renderer', testDir: 'test/renderer' },
    { name: 'e2e', testDir: 'test/e2e' },
  ],
});

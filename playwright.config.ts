import { defineConfig } from '@playwright/test';

/** Specs that drive the app, or Electron's API, from outside. One at a time, and none gets a second try. */
export default defineConfig({
  testMatch: '**/*.spec.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  outputDir: 'test-results/playwright',
  projects: [
    { name: 'contract', testDir: 'test/chromium-host/contract' },
    { name: 'renderer', testDir: 'test/renderer' },
    { name: 'e2e', testDir: 'test/e2e' },
  ],
});

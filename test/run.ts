/**
 * Runs everything that must hold before a change lands, in the order in which it fails fastest, and ends with
 * `N passed, N failed`. `node test/run.ts check` stops after the checks that need no running app; `node test/run.ts long` repeats
 * the tests that live by numbers with many more of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBrowser } from './ensure-browser.ts';

interface Count {
  passed: number;
  failed: number;
}

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const tools = join(root, 'node_modules', '.bin');

function run(title: string, command: string, ...args: string[]): boolean {
  console.log(`\n— ${title}`);
  const { status, error } = spawnSync(join(tools, command), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error !== undefined) console.error(error.message);
  return status === 0;
}

/** A check that passes or fails as a whole counts as one test. */
function check(title: string, command: string, ...args: string[]): Count {
  return run(title, command, ...args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * A runner's own count. One that failed without naming a failed test (it crashed, or a file did not load) counts as one
 * failure, and so does one that ran nothing.
 */
function counted(succeeded: boolean, read: () => Count): Count {
  let count: Count;
  try {
    count = read();
  } catch {
    count = { passed: 0, failed: 0 };
  }
  const lost = count.failed === 0 && (!succeeded || count.passed === 0);
  return lost ? { ...count, failed: 1 } : count;
}

function readResults<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  return schema.parse(JSON.parse(readFileSync(join(results, file), 'utf8')));
}

function staticChecks(): Count[] {
  return [
    check('Formatting and lint', 'biome', 'check', '--error-on-warnings', '.'),
    check('Promises and import boundaries', 'oxlint', '--type-aware', '--deny-warnings'),
    check('Types of the main process', 'tsc', '-p', 'electron'),
    check('Types of the renderer', 'tsc', '-p', 'renderer'),
    check('Types of the tests', 'tsc', '-p', 'test'),
    check('Types of the configuration', 'tsc', '-p', '.'),
    check('Unused files, exports and dependencies', 'knip'),
  ];
}

function unitAndIntegrationTests(...folders: readonly string[]): Count {
  const succeeded = run(
    'Unit and integration tests',
    'vitest',
    'run',
    ...folders,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(results, 'vitest.json')}`,
  );
  const schema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
  return counted(succeeded, () => {
    const { numPassedTests, numFailedTests } = readResults('vitest.json', schema);
    return { passed: numPassedTests, failed: numFailedTests };
  });
}

/** The tests that live by numbers, with as many as they were made for. */
function longTests(): Count {
  process.env.LONG_TESTS = '1';
  return unitAndIntegrationTests(
    'test/faults',
    'test/hostile',
    'test/integration/query',
    'test/integration/sync',
  );
}

function windowTests(): Count {
  const succeeded = run('Contract and end-to-end tests', 'playwright', 'test');
  const schema = z.object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  });
  return counted(succeeded, () => {
    const { stats } = readResults('playwright.json', schema);
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  });
}

function total(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, count) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed }),
    { passed: 0, failed: 0 },
  );
}

/** Without a browser half of the tests can't run, and a person should hear of it before they waited for the other half. */
function browserCheck(): Count {
  try {
    ensureBrowser();
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

function allTests(): Count[] {
  const browser = browserCheck();
  if (browser.failed > 0) return [browser];
  return [
    ...staticChecks(),
    unitAndIntegrationTests(),
    check('Build', 'electron-vite', 'build', '--logLevel', 'warn'),
    windowTests(),
  ];
}

function counts(wish: string | undefined): Count[] {
  if (wish === 'check') return staticChecks();
  return wish === 'long' ? [longTests()] : allTests();
}

function main(): void {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const { passed, failed } = total(counts(process.argv[2]));
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/security-checklist.md', 'utf8');
const lines = text.split('\n').filter((line) => /^\| \d+ \|/.test(line));

test('each of the twenty items of Electron’s checklist is met somewhere, and tested somewhere', () => {
  const cells = lines.map((line) =>
    line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')),
  );
  expect(cells.map(([number]) => Number(number))).toEqual(
    Array.from({ length: 20 }, (_, place) => place + 1),
  );
  for (const [number, , met = '', tests = ''] of cells) {
    expect(`${number} ${met}`).toMatch(/`(electron|renderer|docs)[/-][\w./-]+`/);
    expect(`${number} ${tests}`).toMatch(/`test\/[\w./-]+`|^\d+ as 8/);
  }
});

test('the checklist names no file that is not there', () => {
  const named =
    text.match(/`(?:electron|renderer|test|docs|build)\/[\w./-]+`|`[\w-]+\.(?:json|yml)`/g) ?? [];
  expect(named.length).toBeGreaterThan(60);
  const files = new Set(named.map((name) => name.slice(1, -1)));
  expect([...files].filter((file) => !existsSync(file))).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseTrusted } from '../json.ts';

/** V8's last words, as the `error` event of a utility process tells them. */
export interface FatalError {
  readonly location: string;
  /** Node's diagnostic report, as JSON. */
  readonly report: string;
}

/** A file that nobody else writes. */
export function newReportFile(): string {
  return join(tmpdir(), `chromium-host-${randomUUID()}.json`);
}

/** Options with which Node writes a report when V8 can't go on, as for want of memory. */
export function reportArguments(file: string): readonly string[] {
  return [
    '--report-on-fatalerror',
    '--report-exclude-env',
    '--report-exclude-network',
    `--report-directory=${dirname(file)}`,
    `--report-filename=${basename(file)}`,
  ];
}

/** Takes the report of a process that has gone, if V8 ended it. */
export function takeReport(file: string): FatalError | undefined {
  let report: string;
  try {
    report = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  rmSync(file, { force: true });
  const { header } = parseTrusted<{ header?: { trigger?: string } }>(report);
  return { location: header?.trigger ?? '', report };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  measureLoads,
  measureLooking,
  measurePages,
  measureResume,
  measureSearch,
  measureSweep,
} from './measure.ts';
import { measureReadsWhileWriting } from './while-writing.ts';

/**
 * What the local copy costs.
 * @param folder for the files, removed by the caller
 * @param rows of the set that is measured with; the figures of the issue are for 500,000
 */
export async function measureLibrary(folder: string, rows: number): Promise<void> {
  const measuring = { folder: join(folder, 'library'), rows, loads: rows > 100_000 ? 3 : 5 };
  mkdirSync(measuring.folder, { recursive: true });
  const print = (lines: readonly string[]): void => {
    for (const line of lines) console.log(line);
  };
  print(measureLoads(measuring));
  print(await measurePages(measuring));
  print(measureLooking(measuring));
  print(measureSearch(measuring));
  print(measureSweep(measuring));
  print(measureResume(measuring));
  print(await measureReadsWhileWriting(measuring));
}

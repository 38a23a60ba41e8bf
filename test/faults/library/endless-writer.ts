/** Writes to an account's local copy until it is killed, and tells each commit on its standard output as it is done. */
import { writeSync } from 'node:fs';
import { openAccount } from '../../../electron/library/account-opening.ts';
import { createBackupRhythm } from '../../../electron/library/state/backup-rhythm.ts';
import { readValue, writeValue } from '../../../electron/library/state/state-values.ts';
import { takeStep } from './cycles.ts';
import { faultKey } from './fault-key.ts';

const [, , folder = ''] = process.argv;
let time = 0;
const now = (): number => (time += 60_000);

const account = openAccount({ folder, key: faultKey, now });
if (account.kind === 'failed') throw new Error(JSON.stringify(account.error));
if (account.mendings.length > 0) throw new Error(JSON.stringify(account.mendings));
const { state, cache, files } = account;
const backups = createBackupRhythm(state, files.state, now);
let counter = Number(readValue(state, 'counter')?.json ?? '0');
for (;;) {
  const place = takeStep(cache);
  writeSync(1, `${JSON.stringify({ place })}\n`);
  counter += 1;
  writeValue(state, 'counter', String(counter), 0);
  writeSync(1, `${JSON.stringify({ counter })}\n`);
  backups.noteWrite();
}

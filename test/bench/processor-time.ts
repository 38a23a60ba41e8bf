import { readdirSync, readFileSync } from 'node:fs';

/** Of the kernel's counters, whatever the processor does. @see proc_pid_stat(5), `sysconf(_SC_CLK_TCK)` */
const millisecondsInTick = 10;

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly milliseconds: number;
}

function readProcess(id: number): Process[] {
  try {
    const line = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name, in brackets, may have spaces in it.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
    const milliseconds = ((user ?? 0) + (system ?? 0)) * millisecondsInTick;
    return [{ id, parent: parent ?? 0, milliseconds }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

/**
 * What a process and all that it has started have used of the processors until now, in milliseconds: other work on the machine is not
 * in it. Not a number where the system does not tell (anywhere but on Linux).
 */
export function processorTimeOf(root: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = ids.flatMap((id) => readProcess(Number(id)));
  const family = new Set([root]);
  for (const id of family) {
    for (const each of all) if (each.parent === id) family.add(each.id);
  }
  return all
    .filter(({ id }) => family.has(id))
    .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
}

import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told apart from every other one that ever had its id. */
export interface RunningProcess {
  readonly pid: number;
  /** Where {@link pid} means something, as 8 hexadecimal digits: this computer and, on Linux, this PID namespace. */
  readonly place: string;
  /** A name that no other run of the app has, as 16 hexadecimal digits. */
  readonly run: string;
}

/** Identifies this process; to be called once at its start. */
export function thisProcess(random: (bytes: number) => Uint8Array): RunningProcess {
  const place = createHash('sha256').update(`${hostname()}\n${pidNamespace()}`).digest('hex');
  return {
    pid: process.pid,
    place: place.slice(0, 8),
    run: Buffer.from(random(8)).toString('hex'),
  };
}

/** Whether a process with this id runs on this computer, another user's included. */
export function isAlive(pid: number): boolean {
  try {
    // Signal 0 is not sent; it only asks, on Windows too (Node docs, `process.kill`).
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** A sandbox such as Flatpak's has process ids of its own; see Linux `pid_namespaces(7)`. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

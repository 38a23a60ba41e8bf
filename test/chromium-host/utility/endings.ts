import { constants } from 'node:os';
import type { Details } from 'electron';

/** How a process ended, as Node tells it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const crashes: ReadonlySet<string> = new Set([
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGSEGV',
  'SIGSYS',
  'SIGTRAP',
]);

/** The code of the `exit` event: the process's own, or as waitpid tells it the signal that ended it. */
export function exitCode({ code, signal }: Ending, killed: boolean): number {
  if (signal === null) return code ?? 0;
  return killed && (signal === 'SIGTERM' || signal === 'SIGKILL') ? 0 : constants.signals[signal];
}

/** What `child-process-gone` tells of an ending that was not a clean one. */
export function goneDetails({ code, signal }: Ending, name: string): Details | undefined {
  if (signal === null && code === 0) return undefined;
  const process = { type: 'Utility', serviceName: 'node.mojom.NodeService', name } as const;
  if (signal !== null) {
    const reason = crashes.has(signal) ? 'crashed' : 'killed';
    return { ...process, reason, exitCode: constants.signals[signal] };
  }
  // Node tells of a process that it could not start with a negative code.
  if (code === null || code < 0)
    return { ...process, reason: 'launch-failed', exitCode: code ?? 0 };
  // The status of waitpid has an exit code in its second byte.
  return { ...process, reason: 'abnormal-exit', exitCode: code << 8 };
}

import type { CrashPoints } from '../kill/crash-points.ts';

/** How the file system fails. */
export interface Fault {
  /** The number of the step that fails, from 1. */
  readonly at: number;
  /** `once`: this step only. `stays`: from then on nothing can be written, as on a full disk or in a read-only folder. */
  readonly how: 'once' | 'stays';
  readonly code: 'ENOSPC' | 'EIO' | 'EACCES' | 'EROFS';
}

/** Steps of the file system that fail when they are told to; see {@link crashInFileSystem}. */
export interface FailingSteps extends CrashPoints {
  /** Begins to count anew. */
  fail(fault: Fault): void;
  /** From here on everything works again. @returns the step that failed first since {@link fail}; null for none */
  mend(): string | null;
}

/** What fails here would leave a file open, which no failure of the system does. */
const leaving = /^(after open|before close)/;
const writing = /^(before (mkdir|open \S+\.tmp|rename)|halfway)/;

/** A step fails before it does anything, halfway through a write, or although it has been done. */
export function createFailingSteps(): FailingSteps {
  let fault: Fault | null = null;
  let passed = 0;
  let failed: string | null = null;

  function fails(name: string, number: number): boolean {
    if (fault === null || number < fault.at) return false;
    return fault.how === 'once' ? number === fault.at : writing.test(name);
  }

  return {
    arm: () => undefined,
    pass(name) {
      if (fault === null || leaving.test(name)) return;
      passed += 1;
      if (!fails(name, passed)) return;
      failed ??= name;
      throw Object.assign(new Error(`${fault.code}: ${name}`), { code: fault.code });
    },
    isNext: (name) => fails(name, passed + 1),
    fail(next) {
      fault = next;
      passed = 0;
      failed = null;
    },
    mend() {
      fault = null;
      return failed;
    },
  };
}

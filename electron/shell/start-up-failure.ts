import type { TroubleWords } from './trouble-words.ts';

/** What a failed start needs of the system. */
export interface FailedStart {
  readonly words: TroubleWords;
  /** Electron's `dialog.showErrorBox`, which waits until somebody has read it. */
  readonly showErrorBox: (title: string, content: string) => void;
  readonly exit: (code: number) => void;
}

/** A stable name of what went wrong, `EACCES` for example: an error's message may quote what nobody should read aloud. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : error.name;
}

/** Tells a person that the app can't start, and ends it: without this they would see nothing at all. */
export function tellFailedStart(error: unknown, { words, showErrorBox, exit }: FailedStart): void {
  try {
    showErrorBox(words.noStart, words.noStartWhatToDo(codeOf(error)));
  } finally {
    exit(1);
  }
}

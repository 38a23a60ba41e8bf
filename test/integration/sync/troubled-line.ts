import type { Failure } from '../../../electron/contract/failure.ts';
import { failure, type Result } from '../../../electron/contract/result.ts';

/** What may happen to one request. */
export type Trouble = 'none' | 'cut' | 'offline' | 'refused' | 'duplicates';

const failures: Readonly<Partial<Record<Trouble, Failure>>> = {
  cut: { code: 'answerIncomplete' },
  offline: { code: 'offline' },
  refused: { code: 'serverError' },
};

/** The way to an instance on which pages are small, and on which things happen. */
export interface TroubledLine {
  ask(address: string): Promise<Result<unknown>>;
  /** What happens to the requests from here on, one after the other; then nothing more. */
  expect(troubles: readonly Trouble[]): void;
  /** From here on the server does not know any of its links any more that it has given out. */
  expireLinks(): void;
}

/** @param pageSize rows of a page, however many are asked for */
export function troubledLine(
  ask: (address: string) => Promise<Result<unknown>>,
  pageSize: number,
): TroubledLine {
  let troubles: readonly Trouble[] = [];
  /** Links that the server knows: those that it has given out since it forgot the others. */
  let offered = new Set<string>();
  let lastRows: readonly unknown[] = [];

  return {
    async ask(address) {
      const [trouble = 'none', ...rest] = troubles;
      troubles = rest;
      const failed = failures[trouble];
      if (failed !== undefined) return failure(failed);
      const isLink = address.startsWith('http');
      if (isLink && !offered.has(address)) return failure({ code: 'serverError' });
      const answer = await ask(address.replace('$top=1000', `$top=${pageSize}`));
      if (!answer.ok || !isPage(answer.value)) return answer;
      const link = answer.value['@odata.nextLink'];
      if (link !== undefined) offered.add(link);
      const { value } = answer.value;
      // A row that moves while it is paged comes once more.
      const rows = trouble === 'duplicates' && isLink ? [...lastRows, ...value] : value;
      lastRows = value.slice(-2);
      return { ok: true, value: { ...answer.value, value: rows } };
    },
    expect: (next) => {
      troubles = next;
    },
    expireLinks() {
      offered = new Set();
    },
  };
}

interface AnsweredRows {
  readonly value: readonly unknown[];
  readonly '@odata.nextLink'?: string;
}

function isPage(answer: unknown): answer is AnsweredRows {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'value' in answer &&
    Array.isArray(answer.value)
  );
}

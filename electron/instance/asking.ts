import type { Urgency } from './queued-request.ts';

/** How a question waits for its turn. */
export interface Asking {
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
  /** Its answer is short, so that it may go together with others of the same urgency that wait. */
  readonly isSmall?: boolean | undefined;
}

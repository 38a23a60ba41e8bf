import type { Urgency } from './queued-request.ts';

/** How a question waits for its turn. */
export interface Asking {
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
}

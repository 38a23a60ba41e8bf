import type { Presence } from './presence.ts';
import type { QueuedRequest, SmallRead, Urgency } from './queued-request.ts';

/** A request that reads something small. */
export interface WaitingRead {
  readonly entry: QueuedRequest;
  readonly read: SmallRead;
}

/** Requests that wait for their turn: visible ones first and background ones last, each in the order of arrival. */
export interface WaitingLine {
  add(entry: QueuedRequest): void;
  /** Has it wait before all others of its urgency. */
  putBack(entry: QueuedRequest): void;
  remove(entry: QueuedRequest): void;
  /** Takes out the next one; while nobody is there only what somebody still waits for. */
  takeNext(): QueuedRequest | undefined;
  /**
   * Takes out the small reads that may go with one that was taken.
   * @returns at most so many, with the one they go with; none when that one is not small
   */
  takeCompany(first: QueuedRequest, most: number): readonly WaitingRead[];
  /** Takes out all of them. */
  takeAll(): readonly QueuedRequest[];
}

/** A line in which nobody waits. */
export function createWaitingLine(presence: Pick<Presence, 'isPresent'>): WaitingLine {
  const waiting: Record<Urgency, QueuedRequest[]> = {
    visible: [],
    prefetch: [],
    background: [],
  };

  function mayGo({ isWaitedFor, isRetry }: QueuedRequest): boolean {
    return (isWaitedFor && !isRetry) || presence.isPresent();
  }

  function remove(entry: QueuedRequest): void {
    const line = waiting[entry.urgency];
    const index = line.indexOf(entry);
    if (index >= 0) line.splice(index, 1);
  }

  return {
    add: (entry) => void waiting[entry.urgency].push(entry),
    putBack: (entry) => void waiting[entry.urgency].unshift(entry),
    remove,
    takeNext() {
      const next = [...waiting.visible, ...waiting.prefetch, ...waiting.background].find(mayGo);
      if (next !== undefined) remove(next);
      return next;
    },
    takeCompany(first, most) {
      if (first.smallRead === null) return [];
      const together = [first, ...waiting[first.urgency].filter(mayGo)]
        .flatMap((entry) => (entry.smallRead === null ? [] : [{ entry, read: entry.smallRead }]))
        .slice(0, most);
      for (const { entry } of together) remove(entry);
      return together;
    },
    takeAll: () => Object.values(waiting).flatMap((line) => line.splice(0)),
  };
}

import { useSyncExternalStore } from 'react';
import type { ErpApi, EventName, Events } from '../../electron/contract/requests.ts';
import type { Result } from '../../electron/contract/result.ts';

/** A value of the main process that changes without being asked; null until it is known. */
export interface LiveValue<Value> {
  readonly get: () => Result<Value> | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes over a newer value that arrived as the answer of a request. */
  readonly set: (value: Value) => void;
}

/**
 * Follows a value: asks for it once and takes every event over. An event that arrives before the answer is newer than
 * the answer, so the answer is dropped then.
 *
 * @param ask - asks for the value as it is now
 * @param event - tells of each new value
 */
export function createLiveValue<Name extends EventName>(
  erp: ErpApi,
  event: Name,
  ask: () => Promise<Result<Events[Name]>>,
): LiveValue<Events[Name]> {
  let current: Result<Events[Name]> | null = null;
  const listeners = new Set<() => void>();
  const publish = (next: Result<Events[Name]>) => {
    current = next;
    for (const listener of listeners) listener();
  };
  const set = (value: Events[Name]) => publish({ ok: true, value });
  erp.on(event, set);
  void ask().then((answer) => {
    if (current === null) publish(answer);
  });
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
  };
}

/** The value now, and again whenever it changes; null until it is known. */
export function useLiveValue<Value>(live: LiveValue<Value>): Result<Value> | null {
  return useSyncExternalStore(live.subscribe, live.get);
}

import type { RequestRecord } from '../contract/diagnostics.ts';

/** The last requests of this run. */
export interface RequestList {
  add(request: Omit<RequestRecord, 'id'>): void;
  /** Newest first. */
  list(): readonly RequestRecord[];
  /** How often each address was asked and with which end, over the whole run. */
  counts(): ReadonlyMap<string, number>;
}

/** Older ones are forgotten. */
const most = 200;

/** Makes an empty list. */
export function createRequestList(): RequestList {
  const records: RequestRecord[] = [];
  const counts = new Map<string, number>();
  let id = 0;
  return {
    add(request) {
      id += 1;
      records.unshift({ ...request, id });
      if (records.length > most) records.pop();
      if (request.source === 'copy') return;
      // Names of sets would make it long; the log has them.
      const place = request.path.split('/', 1)[0] === 'odata' ? 'odata' : request.path;
      const key = `${request.method} ${place} ${request.status ?? request.error ?? ''}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    list: () => [...records],
    counts: () => counts,
  };
}

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request that the simulator received, in the order of arrival. */
export interface RequestRecord {
  method: string;
  /** Without the query. */
  path: string;
  /** The query with its question mark, or an empty string. */
  search: string;
  /** Milliseconds since 1970 in the simulator's time. */
  at: number;
  /** It came inside the batch that is the last record before it and not inside one itself. */
  inBatch?: true;
  /** Absent while the answer is outstanding, and when the connection was cut before it was complete. */
  status?: number;
  /** At the token endpoint: the grant type asked with. */
  grantType?: string;
  /** At the token endpoint: SHA-256, in hex, of the refresh token presented. */
  refreshTokenHash?: string;
  /** At the token endpoint: whether identity saw the request, or a fault answered in its place. */
  reachedIdentity?: boolean;
}

/** What was asked of the simulator so far. Requests to the control channel are not part of it. */
export interface Traffic {
  begin: (request: IncomingMessage, response: ServerResponse) => void;
  /** Adds a request that came inside a batch. @returns takes the status of its answer */
  beginPart: (part: { method: string; url: string }) => (status: number) => void;
  /** Adds what the form of a token request says to the record of that request. */
  describeTokenRequest: (request: IncomingMessage, form: URLSearchParams, reached: boolean) => void;
  requests: () => RequestRecord[];
  /** How often each was asked for, by `METHOD /path`. */
  counts: () => Record<string, number>;
  clear: () => void;
}

export function createTraffic(now: () => number, origin: string): Traffic {
  let records: RequestRecord[] = [];
  const byRequest = new WeakMap<IncomingMessage, RequestRecord>();
  return {
    begin(request, response) {
      const { pathname, search } = new URL(request.url ?? '/', origin);
      const record = { method: request.method ?? 'GET', path: pathname, search, at: now() };
      records.push(record);
      byRequest.set(request, record);
      response.once('finish', () => Object.assign(record, { status: response.statusCode }));
    },
    beginPart({ method, url }) {
      const { pathname, search } = new URL(url, origin);
      const record: RequestRecord = { method, path: pathname, search, at: now(), inBatch: true };
      records.push(record);
      return (status) => void Object.assign(record, { status });
    },
    describeTokenRequest(request, form, reached) {
      const record = byRequest.get(request);
      if (!record) return;
      const grantType = form.get('grant_type');
      const refreshToken = form.get('refresh_token');
      record.reachedIdentity = reached;
      if (grantType !== null) record.grantType = grantType;
      if (refreshToken !== null) {
        record.refreshTokenHash = createHash('sha256').update(refreshToken).digest('hex');
      }
    },
    requests: () => structuredClone(records),
    counts() {
      const counts: Record<string, number> = {};
      for (const { method, path } of records) {
        const key = `${method} ${path}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      return counts;
    },
    clear() {
      records = [];
    },
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';

/** Stands in until `domain-api/` is there: auto-discovery and the check of the token, nothing else. */
export interface DomainApi {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  seats: () => { taken: number; total: number };
  endSession: (sessionId: string) => void;
  rows: {
    change: (entitySet: string, id: string, patch: Record<string, unknown>) => void;
    remove: (entitySet: string, id: string) => void;
  };
}

export function createDomainApi({
  origin,
  authenticate,
}: {
  origin: string;
  authenticate: (token: string) => Promise<unknown>;
}): DomainApi {
  return {
    async handle(request, response) {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/tools/auto-discovery') {
        const sites = [
          { Type: 'ID', Status: 'Working', Url: `${origin}/id`, System: true },
          {
            Type: 'DomainAPI',
            Status: 'Working',
            Url: `${origin}/api`,
            AdditionalProperties: { ODataServiceRoot: `${origin}/api/domain/odata/` },
          },
        ];
        response.end(
          JSON.stringify({ Host: new URL(origin).host, DbName: 'Demo', WebSites: sites }),
        );
        return;
      }
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      response.writeHead((await authenticate(token)) ? 501 : 401).end('{}');
    },
    seats: () => ({ taken: 0, total: 0 }),
    endSession: () => undefined,
    rows: { change: () => undefined, remove: () => undefined },
  };
}

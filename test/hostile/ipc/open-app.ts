import { settingsSchema } from '../../../electron/contract/settings.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { type Parts, requestHandlers } from '../../../electron/requests/requests.ts';
import { createTickets } from '../../../electron/requests/tickets.ts';
import type { RequestHandlers } from '../../../electron/shell/ipc-gate.ts';

/** What an app was made to do. */
export interface Deeds {
  /** Addresses that were asked over the network, with whether anything secret could have gone along. */
  readonly asked: { readonly url: URL; readonly hasToken: boolean }[];
  /** Addresses that were opened in the person's browser. */
  readonly opened: string[];
}

/** Answers whatever it is asked for with success, and has every member that anybody wants of it. */
function compliant(): unknown {
  const answer = () => Promise.resolve({ ok: true, value: {} });
  return new Proxy(answer, {
    get: (_, name) => (name === 'then' ? undefined : compliant()),
    apply: () => answer(),
  });
}

function withCompliance<Known extends object>(known: Known): Known {
  return new Proxy(known, {
    get: (target, name) => (name in target ? (Reflect.get(target, name) as unknown) : compliant()),
  });
}

/** The app's own handlers over an instance that nobody reaches and parts that do all that they are asked for. */
export function openApp(): { readonly handlers: RequestHandlers; readonly deeds: Deeds } {
  const deeds: Deeds = { asked: [], opened: [] };
  const http = createHttpClient({
    fetch(input, init) {
      const request = new Request(input, init);
      deeds.asked.push({
        url: new URL(request.url),
        hasToken: request.headers.has('authorization') || request.headers.has('cookie'),
      });
      return Promise.resolve(new Response('Not found', { status: 404 }));
    },
  });
  const open = (address: string): Promise<void> => {
    deeds.opened.push(address);
    return Promise.resolve();
  };
  const parts = {
    appInfo: () => ({ name: 'Navigator', version: '1' }),
    settings: withCompliance({
      state: () => ({ settings: settingsSchema.parse({}), problem: null }),
    }),
    session: withCompliance({
      state: () => ({ status: 'signedOut' }),
      account: () => null,
      instance: () => ({ webClient: 'https://demodb.my.erp.net/cl' }),
    }),
    takenUp: Promise.resolve(),
    tickets: createTickets(),
    findInstance: (host: string) => findInstance(http, host),
    data: {
      current: () => compliant(),
      connectionState: () => ({ status: 'idle', seatUntil: null }),
    },
    openWebPage: open,
    openKeyringHelp: () => open('https://keyring.example/'),
  };
  return { handlers: requestHandlers(withCompliance(parts) as unknown as Parts), deeds };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock } from './clock.ts';
import { type Control, createControl } from './control.ts';
import { createControlChannel } from './control-channel.ts';
import { createDomainApi } from './domain-api/domain-api.ts';
import { createFaults } from './faults.ts';
import { startExternalProvider } from './identity/external-provider.ts';
import { createIdentity } from './identity/identity.ts';
import { defaultClients, defaultSwitches, defaultUsers, type SimulatorOptions } from './options.ts';
import { createTraffic } from './traffic.ts';

/** A running instance. */
export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** `127.0.0.1:PORT`: what a person enters as the host of their instance. */
  host: string;
  /** `http://localhost:PORT` of the identity provider behind the sign-in page; see the switch of that name. */
  externalProvider: string;
  control: Control;
  /** Ends every connection and refuses new ones, as when the network is gone. Nothing is forgotten. */
  unplug: () => Promise<void>;
  /** Takes connections again, under the same address. */
  plugIn: () => Promise<void>;
  /** Lets go what is held, ends every connection and frees the port. */
  close: () => Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Starts a local ERP.net instance, identity and Domain API, in this process on one port of 127.0.0.1.
 *
 * @param options what differs from the documented instance; see {@link SimulatorOptions}.
 * @throws Error with the code `EADDRINUSE` if the given port is taken.
 */
export async function startSimulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const {
    port = 0,
    orders = 10_000,
    users = defaultUsers,
    clients = defaultClients,
    wallClock = Date.now,
    ...chosen
  } = options;
  const switches = { ...defaultSwitches, ...chosen };
  const server = createServer();
  const origin = await listen(server, port);
  const clock = createClock(wallClock);
  const traffic = createTraffic(clock.now, origin);
  const faults = createFaults(origin);
  const externalProvider = await startExternalProvider(users, `${origin}/id/sign-in/`);
  const identity = await createIdentity({
    ...{ origin, clock, switches, users, clients, externalProvider },
    onSessionEnded: (sessionId) => domainApi.endSession(sessionId),
    onTokenRequest: (request, form) => traffic.describeTokenRequest(request, form, true),
  });
  const domainApi = createDomainApi({
    ...{ origin, clock, switches, users, orders },
    authenticate: identity.verifyAccessToken,
    async answerPart(part, answer) {
      const end = traffic.beginPart(part);
      const answered = await faults.handlePart(part, answer);
      if (answered !== null) end(answered.status);
      return answered;
    },
  });
  const control = createControl({ clock, switches, identity, domainApi, faults, traffic });
  const controlChannel = createControlChannel(control);

  async function instance(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (/^\/id(\/|$)/.test(path)) return identity.handle(request, response);
    if (/^\/(api|profile|tools|sys)\//.test(path)) return domainApi.handle(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (path.startsWith('/control/')) return controlChannel(request, response);
    response.setHeader('date', new Date(clock.stated()).toUTCString());
    if (faults.isForwarded(request)) return instance(request, response);
    traffic.begin(request, response);
    return faults.handle(request, response, instance, (body, reached) => {
      if (path !== '/id/connect/token') return;
      traffic.describeTokenRequest(request, new URLSearchParams(body), reached);
    });
  }

  async function unplug(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  server.on('request', answeringFailures(handle));
  return {
    origin,
    host: new URL(origin).host,
    externalProvider: externalProvider.origin,
    control,
    unplug,
    async plugIn() {
      await listen(server, Number(new URL(origin).port));
    },
    async close() {
      faults.clear();
      await unplug();
      await externalProvider.close();
      domainApi.close();
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return `http://127.0.0.1:${taken}`;
}

/** A handler that throws is a mistake of the simulator: said loudly, and answered as such. */
function answeringFailures(handle: Handler) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      if (request.destroyed || response.destroyed) return;
      console.error(
        `The simulator failed at ${request.method} ${request.url?.split('?')[0]}:`,
        error,
      );
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('The simulator failed.');
    });
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instance } from '../../../electron/contract/instance.ts';
import { fakeElectron } from '../../electron/safe-storage-wrapper/fake-electron.ts';
import { request } from '../../integration/session/app.ts';
import { HeadlessBrowser, signInAsUser } from '../../simulator/browser.ts';
import { OAuthApp } from '../../simulator/identity/oauth-app.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { AppProcess } from './app-process.ts';
import { Chance } from './chance.ts';
import type { Client } from './client.ts';
import { Computer } from './computer.ts';
import { Conditions } from './conditions.ts';
import { Desk, type NeededSignIn } from './desk.ts';
import { Journal } from './journal.ts';
import { Ledger } from './ledger.ts';
import { Lid } from './lid.ts';
import { Network } from './network.ts';
import { createOurClient } from './our-client.ts';
import { createCarefulClient, createNaiveClient } from './simple-clients.ts';
import { day, type Happening, type Storm, weatherOf } from './weather.ts';
import { World } from './world.ts';

/** The clients that are compared. */
export const kinds = ['this app', 'no single flight', 'no commit'] as const;

/** One of {@link kinds}. */
export type Kind = (typeof kinds)[number];

/** What became of a month. */
export interface Month {
  readonly kind: Kind;
  readonly seed: number;
  readonly answered: number;
  readonly stuck: number;
  readonly signIns: readonly NeededSignIn[];
  readonly refreshes: number;
  readonly sentTwice: number;
  readonly sentDeliberately: number;
  readonly overlapping: number;
  readonly journal: readonly string[];
}

/** Seconds; what ERP.net documents for public apps (auth/tokens/token-lifetime.md). */
const refreshTokenLife = 86_400;
const maria = { login: 'maria.petrova', password: 'demo' };
const clientId = 'erpnet-navigator';

/**
 * Plays the month of a seed with one of the clients.
 * @param days how long the month is
 */
export async function playMonth(kind: Kind, seed: number, days: number): Promise<Month> {
  // Ahead of the time of this process, because the browser of the tests forgets cookies by that.
  const start = Math.ceil(Date.now() / day) * day + day;
  const world = new World(start);
  const simulator = await startSimulator({
    ...{ orders: 1, loopbackRedirects: 'anyPort', wallClock: () => world.now() },
    publicRefreshTokenLifetime: refreshTokenLife,
  });
  const folder = await mkdtemp(join(tmpdir(), 'erpnet-soak-'));
  try {
    const stage = setStage(kind, seed, { world, simulator, folder });
    const { desk, ledger, journal } = stage;
    await desk.begin();
    for (const happening of weatherOf(seed, days)) {
      world.at(start + happening.at, () => happen(happening, stage));
    }
    await world.run(start + days * day, (ms) => pass(ms, stage));
    desk.leave();
    const { answered, stuck, signIns } = desk;
    const { refreshes, sentTwice, sentDeliberately, overlapping } = ledger;
    return {
      ...{ kind, seed, answered, stuck, signIns },
      ...{ refreshes, sentTwice, sentDeliberately, overlapping, journal: journal.lines() },
    };
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Base {
  readonly world: World;
  readonly simulator: Simulator;
  readonly folder: string;
}

interface Stage extends Base {
  readonly computer: Computer;
  readonly conditions: Conditions;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly network: Network;
  readonly desk: Desk;
  readonly lid: Lid;
  readonly keys: ReturnType<typeof fakeElectron>['keyring'];
}

/** Puts computer, network, person and app in their places. */
function setStage(kind: Kind, seed: number, base: Base): Stage {
  const { world, simulator, folder } = base;
  const computer = new Computer(world);
  const conditions = new Conditions();
  const journal = new Journal(world);
  const ledger = new Ledger(refreshTokenLife * 1000, journal);
  const { electron: keyring, keyring: keys } = fakeElectron();
  const network: Network = new Network({
    ...{ world, conditions, ledger, chance: new Chance(seed, 'network') },
    closeLid: () => lid.slam(),
    kill: (process) => desk.kill(process),
    begin: (what) => storm(what, chance.between(1, 120) * 60_000, stage),
    onMishap: () => desk.haveTrouble(world.now()),
  });
  const machine = { world, clock: computer, conditions, chance: new Chance(seed, 'app'), folder };
  const page = pageOf(simulator);
  const chance = new Chance(seed, 'lid');
  let lastPid = 100;

  function createClient(process: AppProcess): Client {
    const fetch = network.fetchOf(process);
    if (kind === 'this app') {
      const isAlive = (pid: number): boolean => desk.isAlive(pid);
      const instance = instanceOf(simulator);
      return createOurClient({ process, instance, fetch, keyring, isAlive, follow: page.follow });
    }
    const surroundings = { process, origin: simulator.origin, fetch, obtainCode: page.obtainCode };
    const create = kind === 'no single flight' ? createNaiveClient : createCarefulClient;
    return create(surroundings);
  }

  const desk = new Desk({
    ...{ world, computer, conditions, ledger, journal },
    create() {
      lastPid += 1;
      const process = new AppProcess(machine, lastPid);
      return { process, client: createClient(process) };
    },
  });
  const lid: Lid = new Lid({ world, computer, conditions, network, desk, journal, chance });
  const stage = { ...base, computer, conditions, ledger, journal, network, desk, lid, keys };
  return stage;
}

/** The sign-in page, with somebody in front of it who knows their password. */
function pageOf(simulator: Simulator) {
  const browser = new HeadlessBrowser();
  const follow = async (url: string): Promise<void> => {
    await request(await signInAsUser(url, maria, browser));
  };
  const obtainCode = async (): Promise<Record<string, string>> => {
    const app = new OAuthApp(simulator);
    const code = await app.obtainCode(browser);
    return { code, redirect_uri: app.settings.redirectUri, code_verifier: app.verifier };
  };
  return { follow, obtainCode };
}

function instanceOf({ origin, host }: Simulator): Instance {
  return {
    ...{ host, database: 'demodb', version: '26.2.0.76', issuer: `${origin}/id` },
    ...{ domainApi: `${origin}/api`, odataRoot: `${origin}/api/domain/odata/` },
    ...{ profile: `${origin}/profile`, webClient: null },
  };
}

function happen(happening: Happening, stage: Stage): void {
  const { conditions, computer, ledger, journal, desk, lid, simulator } = stage;
  const { control } = simulator;
  const isTold = happening.what === 'ask' || happening.what === 'storm';
  if (!isTold) journal.write(0, Object.values(happening).slice(1).join(' '));
  switch (happening.what) {
    case 'ask':
      void desk.ask(happening.calls);
      break;
    case 'lidCloses':
      lid.close();
      break;
    case 'lidOpens':
      lid.open();
      break;
    case 'storm':
      storm(happening.storm, happening.lasts, stage);
      break;
    case 'mishap':
      conditions.plan(happening.mishap);
      break;
    case 'clockIsSet':
      computer.setClock(happening.error);
      break;
    case 'accessTokensExpire':
      control.expireAccessTokens();
      break;
    case 'signInsRevoked':
      ledger.revoked();
      control.revokeRefreshTokens();
      break;
    case 'person':
      if (computer.isAwake) void desk[happening.does]();
  }
}

function storm(what: Storm, lasts: number, stage: Stage): void {
  const { conditions, network, world, journal } = stage;
  journal.write(0, `${what} for ${Math.round(lasts / 1000)} seconds`);
  conditions.begin(what);
  if (what === 'offline') network.disconnect();
  applyStorms(stage);
  world.at(world.now() + lasts, () => {
    conditions.end(what);
    applyStorms(stage);
  });
}

function applyStorms({ conditions, keys, simulator }: Stage): void {
  keys.locked = conditions.is('keyringLocked');
  simulator.control.disableClient(clientId, conditions.is('appDisabled'));
}

/** Lets time pass in which nothing happens. */
function pass(ms: number, { computer, conditions, ledger, world, desk }: Stage): void {
  if (!computer.isAwake || !conditions.isCalm) desk.haveTrouble(world.now() + ms);
  ledger.pass(ms, world.now(), conditions, computer.isAwake && desk.hasApp);
  desk.look();
}

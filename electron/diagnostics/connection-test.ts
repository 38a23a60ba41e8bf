import {
  type TestConnection,
  type TestFact,
  type TestOutcome,
  type TestProblem,
  type TestResult,
  type TestStep,
  testSteps,
} from '../contract/diagnostics.ts';
import type { Failure } from '../contract/failure.ts';
import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { SessionState } from '../contract/session.ts';
import type { HostAddress } from '../instance/host.ts';
import { parseHost } from '../instance/host.ts';
import { networkErrorName } from '../network/network-error.ts';
import type { Network } from '../network/network-session.ts';
import { type OwnMeanings, problemOf } from './test-problems.ts';

/** What the connection test asks. None of it renews an access, and nothing but `askApi` takes a licence seat. */
export interface ConnectionTestParts {
  readonly network: Pick<Network, 'resolveHost' | 'resolveProxy' | 'certificates'>;
  /** Asks an address for anything; every answer is one. */
  readonly reach: (
    address: URL,
    signal: AbortSignal,
  ) => Promise<Result<{ readonly status: number }>>;
  readonly findInstance: (host: string, signal: AbortSignal) => Promise<Result<Instance>>;
  /** Reads what an identity site tells of itself. */
  readonly askIdentity: (
    instance: Instance,
  ) => Promise<Result<{ readonly serverTime: number | null }>>;
  readonly session: () => { readonly state: SessionState; readonly instance: Instance | null };
  /** The access that is held; null when it would have to be renewed first. */
  readonly heldAccess: () => string | null;
  /** Asks the Domain API with an access. */
  readonly askApi: (
    given: { readonly instance: Instance; readonly access: string; readonly address: string },
    signal: AbortSignal,
  ) => Promise<Result<unknown>>;
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void };
}

/** What the steps so far have found, for those after them. */
interface Walk extends TestConnection {
  address: HostAddress | null;
  /** A proxy looks up names and makes connections. */
  isProxied: boolean;
  instance: Instance | null;
  access: string | null;
  readonly signal: AbortSignal;
}

/** Names and proxies are given this long, in milliseconds; what is asked over HTTP has limits of its own. */
const lookupLimit = 10_000;
/** What a script for proxies may answer (Chromium, "Proxy support"); whatever else it says is none, and the way is a direct one. */
const proxyName = /^(PROXY|HTTPS?|SOCKS[45]?|QUIC)\s/i;
/** As much of what a script answers as is shown, in characters; some name dozens of proxies. */
const longestWay = 200;
/** A certificate that ends sooner than this is worth a word, in milliseconds. */
const soon = 14 * 86_400_000;
/** Clocks that differ by more than this make trouble with sign-ins, in milliseconds. */
const mostSkew = 60_000;

const passed = (...facts: TestFact[]): TestOutcome => ({
  ...{ status: 'passed', problem: null, facts, detail: null },
});
const noted = (problem: TestProblem, facts: readonly TestFact[] = []): TestOutcome => ({
  ...{ status: 'noted', problem, facts, detail: null },
});
const skipped = (problem: TestProblem): TestOutcome => ({
  ...{ status: 'skipped', problem, facts: [], detail: null },
});

function failed(
  problem: TestProblem,
  detail: string | null = null,
  facts: readonly TestFact[] = [],
): TestOutcome {
  return { status: 'failed', problem, facts, detail };
}

function failedBy(error: Failure, own?: OwnMeanings, facts?: readonly TestFact[]): TestOutcome {
  return failed(problemOf(error, own), error.detail ?? null, facts);
}

/** Without these the later steps have nothing to stand on. */
const needed: ReadonlySet<TestStep> = new Set(['name', 'tls', 'discovery', 'session', 'domainApi']);

/**
 * Walks from the name of an instance to the rights of the person, and stops where the way ends: what comes after is skipped.
 * @param onResult told of each step as it ends
 * @returns all steps; `cancelled`
 */
export async function testConnection(
  parts: ConnectionTestParts,
  asked: TestConnection,
  signal: AbortSignal,
  onResult: (result: TestResult) => void,
): Promise<Result<readonly TestResult[]>> {
  const { clock } = parts;
  const walk: Walk = {
    ...{ ...asked, address: null, isProxied: false, instance: null, access: null, signal },
  };
  const results: TestResult[] = [];
  let hasEnded = false;
  for (const step of testSteps) {
    const before = clock.now();
    const outcome = hasEnded ? skipped('earlierStep') : await steps[step](parts, walk);
    if (signal.aborted) return failure({ code: 'cancelled' });
    const isThrough = outcome.status === 'passed' || outcome.status === 'noted';
    // What stands on its own feet, as a skipped check of a certificate, is no end of the way.
    if (!isThrough && needed.has(step) && outcome.problem !== 'thisComputer') hasEnded = true;
    const result = { ...outcome, step, ms: Math.max(0, clock.now() - before) };
    results.push(result);
    onResult(result);
  }
  return success(results);
}

type Step = (parts: ConnectionTestParts, walk: Walk) => Promise<TestOutcome>;

const steps: Readonly<Record<TestStep, Step>> = {
  async name({ network, clock }, walk) {
    const parsed = parseHost(walk.host);
    if (!parsed.ok) return failed('hostInvalid');
    walk.address = parsed.value;
    const { origin } = parsed.value;
    const proxy = await inTime(clock, walk.signal, network.resolveProxy(origin));
    const way = proxy.ok ? proxy.value.trim().slice(0, longestWay) : '';
    walk.isProxied = proxyName.test(way);
    // Then the proxy looks the name up, and this computer may not even be able to.
    if (walk.isProxied) return passed({ kind: 'proxy', text: way });
    const { hostname } = new URL(origin);
    const found = await inTime(
      clock,
      walk.signal,
      network.resolveHost(hostname.replace(/^\[|\]$/g, '')),
    );
    if (!found.ok) return failedBy(found.error);
    if (found.value.length === 0) return failed('nameNotFound');
    return passed({ kind: 'addresses', text: found.value.join(', ') });
  },

  async tls({ reach, network, clock }, { address, signal }) {
    if (address === null) return skipped('earlierStep');
    const { origin, loopback } = address;
    const reached = await reach(new URL('/tools/ver', origin), signal);
    const { hostname, protocol } = new URL(origin);
    const certificate = network.certificates.of(hostname);
    const facts: TestFact[] =
      certificate === null
        ? []
        : [
            { kind: 'certificateFor', text: certificate.subject },
            { kind: 'certificateFrom', text: certificate.issuer },
            { kind: 'validFrom', at: certificate.validFrom },
            { kind: 'validUntil', at: certificate.validUntil },
            ...(certificate.isOfKnownAuthority ? [] : [{ kind: 'companyAuthority' } as const]),
          ];
    // A redirect is an answer here: whoever sends it has shown the certificate.
    const isAnswer = reached.ok || reached.error.code === 'answerNotUnderstood';
    if (!isAnswer) return failedBy(reached.error, {}, facts);
    if (reached.ok && reached.value.status === 407) return failed('proxySignIn', 'HTTP 407', facts);
    if (loopback && protocol === 'http:') return skipped('thisComputer');
    const endsSoon = certificate !== null && certificate.validUntil - clock.now() < soon;
    return endsSoon ? noted('certificateEndsSoon', facts) : passed(...facts);
  },

  async discovery({ findInstance }, walk) {
    const found = await findInstance(walk.host, walk.signal);
    if (!found.ok) {
      const { detail } = found.error;
      return failedBy(found.error, {
        notErpNet: detail === 'sites' ? 'sitesNotConfirmed' : 'notErpNet',
        instanceNotWorking: 'instanceNotWorking',
        ...(detail === 'site address' ? { hostNotTrusted: 'sitesNotProtected' as const } : {}),
      });
    }
    walk.instance = found.value;
    const { version, issuer } = found.value;
    return passed(...(version === '' ? [] : [{ kind: 'version', text: version } as const]), {
      kind: 'identitySite',
      text: new URL(issuer).host,
    });
  },

  async identity({ askIdentity, clock }, { instance }) {
    if (instance === null) return skipped('earlierStep');
    const told = await askIdentity(instance);
    if (!told.ok) return failedBy(told.error, { notErpNet: 'identityNotThere' });
    const { serverTime } = told.value;
    const behind = serverTime === null ? 0 : serverTime - clock.now();
    return Math.abs(behind) > mostSkew
      ? noted('clockDiffers', [{ kind: 'clockBehind', ms: behind }])
      : passed();
  },

  async session({ session, heldAccess }, walk) {
    const { state, instance } = session();
    if (state.status === 'signedOut' || state.status === 'signingIn') return skipped('notSignedIn');
    if (instance === null || instance.issuer !== walk.instance?.issuer) {
      return skipped('signedInElsewhere');
    }
    if (state.status === 'unlocking') return failed('keyringLocked');
    if (state.status === 'needsSignIn') return failed('signInEnded', state.reason);
    walk.access = heldAccess();
    if (state.renewal !== 'well') {
      const { renewal } = state;
      return walk.access === null ? failed('renewalFails', renewal) : noted('renewalFails');
    }
    return walk.access === null ? noted('accessRunOut') : passed();
  },

  async domainApi({ askApi }, { instance, access, signal }) {
    if (instance === null) return skipped('earlierStep');
    // This test renews nothing: the next thing that somebody opens does.
    if (access === null) return skipped('accessRunOut');
    const answer = await askApi({ instance, access, address: 'GetVersion' }, signal);
    // The function is new; an instance that does not know it has answered, and has let the person in.
    const isIn =
      answer.ok || answer.error.code === 'notFound' || answer.error.code === 'serverError';
    return isIn ? passed() : failedBy(answer.error, apiMeanings);
  },

  async rights({ askApi }, { instance, access, set, signal }) {
    if (instance === null || access === null) return skipped('earlierStep');
    if (set === null) return skipped('noSet');
    const answer = await askApi({ instance, access, address: `${set}?$top=1` }, signal);
    const facts = [{ kind: 'set', text: set } as const];
    if (answer.ok) return passed(...facts);
    return failedBy(answer.error, { ...apiMeanings, notFound: 'setNotThere' }, facts);
  },
};

const apiMeanings: OwnMeanings = {
  noPermission: 'noPermission',
  notFound: 'apiNotThere',
  answerNotUnderstood: 'refusedOnTheWay',
};

/** What takes no signal and may never end. */
async function inTime<Value>(
  clock: ConnectionTestParts['clock'],
  signal: AbortSignal,
  work: Promise<Value>,
): Promise<Result<Value>> {
  const ended = Promise.withResolvers<Result<Value>>();
  const stop = (): void => ended.resolve(failure({ code: 'cancelled' }));
  const forget = clock.after(lookupLimit, () => ended.resolve(failure({ code: 'timedOut' })));
  signal.addEventListener('abort', stop, { once: true });
  work.then(
    (value) => ended.resolve(success(value)),
    (error: unknown) => {
      const name = networkErrorName(error) ?? 'ERR_NAME_NOT_RESOLVED';
      ended.resolve(failure({ code: 'hostNotFound', detail: name }));
    },
  );
  const result = await ended.promise;
  forget();
  signal.removeEventListener('abort', stop);
  return result;
}

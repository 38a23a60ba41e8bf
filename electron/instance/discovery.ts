import type { Instance } from '../contract/instance.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { isLoopback } from '../network/protected-address.ts';
import { type DiscoveryDocument, discoveryDocument, type WebSite } from './discovery-document.ts';
import { type HostAddress, parseHost } from './host.ts';
import type { HttpClient } from './http.ts';
import { parseLosslessJson } from './lossless-json.ts';

/** Where auto-discovery lives: on current servers, and on older ones. */
const toolFolders = ['tools', 'sys'] as const;
const domainApiTypes = ['DomainAPI', 'API'] as const;
/** Of a site, in characters. */
const longestAddress = 2_000;
const versionText = /^\d+(\.\d+){1,5}$/;

interface Found {
  readonly folder: (typeof toolFolders)[number];
  readonly document: DiscoveryDocument;
}

/**
 * Finds the ERP.net instance behind what a person typed, without a token.
 *
 * Failures: `hostInvalid`, `hostNotFound`, `hostUnreachable`, `hostNotTrusted` (also when a site's address is not
 * https), `offline`, `timedOut`, `serverUnavailable`, `notErpNet`, and `instanceNotWorking` when the instance has no
 * working identity or Domain API site.
 * @see ERP.net docs, building-apps/concepts/application-server-endpoints.md
 */
export async function findInstance(
  http: HttpClient,
  typedHost: string,
  signal?: AbortSignal,
): Promise<Result<Instance>> {
  const address = parseHost(typedHost);
  if (!address.ok) return address;
  const found = await discover(http, address.value, signal);
  if (!found.ok) return found;
  const version = await askVersion(http, address.value, found.value.folder, signal);
  const instance = describe(address.value, found.value.document, version);
  return instance.ok ? confirmByIssuer(http, address.value, instance.value, signal) : instance;
}

/**
 * Makes sure that the sites which will get the user's tokens belong to the identity site that gives them out. Anybody can
 * put up a host whose document names somebody else's identity site beside a Domain API of their own; a browser that is
 * signed in there would then bring a token for it without a question.
 *
 * @returns `notErpNet` when the issuer's own host names other sites, or names none and stands in another domain.
 */
async function confirmByIssuer(
  http: HttpClient,
  address: HostAddress,
  instance: Instance,
  signal: AbortSignal | undefined,
): Promise<Result<Instance>> {
  const issuer = new URL(instance.issuer);
  const [own, receivers] = [new URL(address.origin), tokenReceivers(instance)];
  if (receivers.every(({ host }) => host === issuer.host)) return success(instance);
  if (issuer.host === own.host) return success(instance);
  const issuersAddress: HostAddress = { ...address, origin: issuer.origin };
  const found = await discover(http, issuersAddress, signal);
  if (!found.ok && found.error.code !== 'notErpNet') return found;
  const isConfirmed = found.ok
    ? namesSameSites(describe(issuersAddress, found.value.document, ''), instance)
    : receivers.every((receiver) => isInDomainOf(receiver, issuer));
  return isConfirmed ? success(instance) : failure({ code: 'notErpNet', detail: 'sites' });
}

function tokenReceivers({ domainApi, odataRoot, profile }: Instance): URL[] {
  return [domainApi, odataRoot, ...(profile === null ? [] : [profile])].map((it) => new URL(it));
}

function namesSameSites(described: Result<Instance>, instance: Instance): boolean {
  if (!described.ok) return false;
  const keys = ['issuer', 'domainApi', 'odataRoot', 'profile'] as const;
  return keys.every((key) => described.value[key] === instance[key]);
}

/** Whether a site stands beside the issuer: `api.example.com` beside `id.example.com`. */
function isInDomainOf(receiver: URL, issuer: URL): boolean {
  const [, ...labels] = issuer.hostname.split('.');
  const domain = labels.join('.');
  return (
    labels.length >= 2 && (receiver.hostname === domain || receiver.hostname.endsWith(`.${domain}`))
  );
}

async function discover(
  http: HttpClient,
  { origin }: HostAddress,
  signal: AbortSignal | undefined,
): Promise<Result<Found>> {
  for (const folder of toolFolders) {
    const url = new URL(`/${folder}/auto-discovery`, origin);
    const answer = await http.get(url, { signal });
    if (!answer.ok && answer.error.code !== 'answerNotUnderstood') return answer;
    if (!answer.ok) continue;
    const { status, text } = answer.value;
    if (status >= 500) return failure({ code: 'serverUnavailable', detail: `HTTP ${status}` });
    const document = status === 200 ? readDocument(text) : null;
    if (document !== null) return success({ folder, document });
  }
  return failure({ code: 'notErpNet' });
}

function readDocument(text: string): DiscoveryDocument | null {
  try {
    const parsed = discoveryDocument.safeParse(parseLosslessJson(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The version is nice to know; an instance that does not tell is as good as one that does. */
async function askVersion(
  http: HttpClient,
  { origin }: HostAddress,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const answer = await http.get(new URL(`/${folder}/ver`, origin), {
    accept: 'text/plain',
    signal,
  });
  const text = answer.ok && answer.value.status === 200 ? answer.value.text.trim() : '';
  return versionText.test(text) ? text : '';
}

function findSite(document: DiscoveryDocument, types: readonly string[]): WebSite | null {
  const sites = types.flatMap((type) => document.WebSites.filter((site) => site.Type === type));
  return sites.find((site) => site.Status === 'Working') ?? sites[0] ?? null;
}

function describe(
  address: HostAddress,
  document: DiscoveryDocument,
  version: string,
): Result<Instance> {
  const identity = findSite(document, ['ID']);
  const domainApi = findSite(document, domainApiTypes);
  for (const [site, name] of [
    [identity, 'ID'],
    [domainApi, 'DomainAPI'],
  ] as const) {
    if (site === null || site.Status === 'NotWorking') {
      const detail = [name, site?.StatusDescription ?? ''].filter(Boolean).join(': ').slice(0, 300);
      return failure({ code: 'instanceNotWorking', detail });
    }
  }

  const issuer = siteUrl(identity?.Url, address);
  const api = siteUrl(domainApi?.Url, address);
  if (!issuer.ok) return issuer;
  if (!api.ok) return api;
  const root = domainApi?.AdditionalProperties?.ODataServiceRoot ?? `${api.value}/domain/odata`;
  const odata = siteUrl(root, address);
  if (!odata.ok) return odata;

  return success({
    host: address.host,
    database: document.DbName ?? address.host.split(/[.:]/, 1)[0] ?? address.host,
    version,
    issuer: issuer.value,
    domainApi: api.value,
    odataRoot: `${odata.value}/`,
    profile: optionalUrl(findSite(document, ['UserProfile']), address),
    webClient: optionalUrl(findSite(document, ['WebClient']), address),
  });
}

/** A site that can be lived without is left out when its address can't be used. */
function optionalUrl(site: WebSite | null, address: HostAddress): string | null {
  const url = siteUrl(site?.Url, address);
  return url.ok ? url.value : null;
}

/** A site's address without a trailing slash; https, except on this computer. */
function siteUrl(text: string | null | undefined, { loopback }: HostAddress): Result<string> {
  const url = (text ?? '').length > longestAddress ? null : URL.parse(text ?? '');
  if (url === null || url.username !== '' || url.password !== '') {
    return failure({ code: 'notErpNet', detail: 'site address' });
  }
  const secure = isLoopback(url.hostname) ? loopback : url.protocol === 'https:';
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!secure || !isWeb) return failure({ code: 'hostNotTrusted', detail: 'site address' });
  return success(`${url.origin}${url.pathname}`.replace(/\/+$/, ''));
}

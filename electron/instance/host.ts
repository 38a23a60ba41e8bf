import { failure, type Result, success } from '../contract/result.ts';
import { isLoopback } from '../network/protected-address.ts';

/** Where an instance is looked for. */
export interface HostAddress {
  /** Normalised: lower case, punycode, the port only when it is not the scheme's own. */
  readonly host: string;
  /** `https://{host}`, or `http://{host}` for this computer. */
  readonly origin: string;
  /** This computer: the only place that is spoken to without TLS. */
  readonly loopback: boolean;
}

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;
const schemeAndRest = /^(?:(https?):\/\/)?(.*)$/i;

/**
 * Makes an address of what a person typed or pasted: a host name, with or without port, scheme and path.
 *
 * Whatever scheme was typed, the instance is asked over https; only this computer may be asked over http.
 * @returns `hostInvalid` when no host can be read from it.
 */
export function parseHost(typed: string): Result<HostAddress> {
  const invalid = failure({ code: 'hostInvalid' });
  const [, scheme, rest = ''] = schemeAndRest.exec(typed.trim()) ?? [];
  // The URL parser would silently drop tabs and line breaks, and read `user@` and `\` its own way.
  if (rest === '' || /[\s\p{Cc}\\@]/u.test(rest)) return invalid;

  const authority = rest.split(/[/?#]/, 1)[0] ?? '';
  // Another scheme looks like a host with an empty port: `ftp:`.
  if (authority === '' || authority.endsWith(':')) return invalid;

  const probe = URL.parse(`https://${rest}`);
  if (probe === null) return invalid;
  const loopback = isLoopback(probe.hostname);
  const protocol = loopback && scheme?.toLowerCase() !== 'https' ? 'http' : 'https';
  const url = URL.parse(`${protocol}://${rest}`);
  if (url === null) return invalid;

  // `2130706433` and `0x7f.1` are addresses to the parser, but nobody means them.
  const isNumeric = ipv4.test(url.hostname);
  if (isNumeric && !authority.startsWith(url.hostname)) return invalid;
  if (!url.hostname.startsWith('[')) url.hostname = url.hostname.replace(/\.$/, '');
  return success({ host: url.host, origin: url.origin, loopback });
}

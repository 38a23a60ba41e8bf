import { z } from 'zod';
import { type LinkedPlace, linkedPlace, longestLink } from '../contract/links.ts';
import { parseHost } from '../instance/host.ts';

/** What a link says: an instance, and a place in it. */
export type Link = LinkedPlace & {
  /** Lower case, the port only when it is not the scheme's own. */
  readonly host: string;
};

const parts =
  /^erpnet-navigator:\/\/([A-Za-z0-9.-]{1,253}(?::\d{1,5})?)\/([A-Za-z_][A-Za-z0-9_]{0,199})(?:\(([0-9A-Fa-f-]{36})\)|\?show=([A-Za-z0-9_-]+))?$/i;

/** JSON out of base64url (RFC 4648 section 5); undefined when it is neither. */
function decoded(text: string): unknown {
  try {
    const bytes = Buffer.from(text, 'base64url');
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const text = z.string().max(longestLink).regex(parts);

/**
 * Reads a link, when it is exactly one; null for any other text. There are three:
 *
 * - `erpnet-navigator://host/Set(id)` to a record
 * - `erpnet-navigator://host/Set` to the rows of a set
 * - `erpnet-navigator://host/Set?show=…` to rows as a navigator shows them: its content as JSON in base64url
 *
 * Anybody can write one, so it names what to look at and nothing else: no user, no command, no address to be asked as it stands.
 */
export function parseLink(written: unknown): Link | null {
  const link = text.safeParse(written).data;
  if (link === undefined) return null;
  const [, name = '', set, id, shown] = parts.exec(link) ?? [];
  const host = parseHost(name);
  // What a browser would read as another address than it is written as, nobody has copied from the app.
  if (!host.ok || host.value.host !== name.toLowerCase()) return null;
  const content = shown === undefined ? null : decoded(shown);
  const told =
    id === undefined
      ? { kind: 'rows', set, content }
      : { kind: 'record', set, id: id.toLowerCase() };
  const place = linkedPlace.safeParse(told).data;
  return place === undefined ? null : { ...place, host: host.value.host };
}

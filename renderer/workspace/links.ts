import type { linkScheme, longestLink } from '../../electron/contract/links.ts';
import type { NavigatorContent } from '../../electron/contract/workspace.ts';
import { standardContent } from './standard-content.ts';

// Known here, too, because no code of the contract is loaded into the page.
const scheme: typeof linkScheme = 'erpnet-navigator';
const most: typeof longestLink = 8_000;

/** The address of a record, for other people who have the app. */
export function recordLink(
  host: string,
  { set, id }: { readonly set: string; readonly id: string },
): string {
  return `${scheme}://${host}/${set}(${id})`;
}

/**
 * The address of rows as a navigator shows them, for other people who have the app; null when it would be longer than systems hand
 * on. What is as usual is left out.
 */
export function rowsLink(host: string, set: string, content: NavigatorContent): string | null {
  const needed = new Set(['search', 'filters', 'order']);
  const told = Object.entries(content).filter(
    ([name, value]) => needed.has(name) || !isUsual(name, value),
  );
  const address = `${scheme}://${host}/${set}?show=${base64url(JSON.stringify(Object.fromEntries(told)))}`;
  return address.length > most ? null : address;
}

function isUsual(name: string, value: unknown): boolean {
  const usual: unknown = Object.entries(standardContent).find(([each]) => each === name)?.[1];
  return JSON.stringify(value) === JSON.stringify(usual);
}

/** RFC 4648 section 5, without padding. */
function base64url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

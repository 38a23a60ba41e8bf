/** Ends of addresses that are no values: what the app asks identity, profile and discovery sites for. */
const knownEnds = [
  'tools/auto-discovery',
  'sys/auto-discovery',
  'tools/ver',
  'sys/ver',
  '.well-known/openid-configuration',
  'connect/token',
  'connect/revocation',
  'connect/endsession',
  'jwks',
  'me',
] as const;

/** Addresses below the service root that are no sets. */
const functions: ReadonlySet<string> = new Set([
  '$batch',
  '$metadata',
  'GetVersion',
  'GetRenamedEntityTypes',
]);

const setName = /^[A-Za-z_][A-Za-z0-9_]{0,79}$/;
const afterRoot = /\/(odata|currentmodel)(?:\/(.*))?$/;

/**
 * Which address was asked, out of a closed list: without host and query, and without the key of a record. Whatever is not
 * known is `other`, because an address may hold anything, and one out of a nextLink does.
 *
 * `odata/Crm_Sales_Customers`, `odata/Crm_Sales_Customers(…)`, `odata/Crm_Sales_Customers/$count`, `currentmodel`,
 * `connect/token`.
 */
export function requestPath(address: string): string {
  const path = URL.parse(address)?.pathname ?? '';
  const end = knownEnds.find((known) => path.endsWith(`/${known}`));
  if (end !== undefined) return end;
  const [, root, rest] = afterRoot.exec(path) ?? [];
  if (root === undefined) return path.includes('jwks') ? 'jwks' : 'other';
  if (rest === undefined || rest === '') return root;
  if (root === 'odata' && functions.has(rest)) return `odata/${rest}`;
  const [, set = '', key = '', tail = ''] = /^([^(/]+)(\([^)]*\))?(\/.*)?$/.exec(rest) ?? [];
  if (!setName.test(set)) return 'other';
  const counted = tail === '/$count' ? tail : tail === '' ? '' : '/…';
  return `${root}/${set}${key === '' ? '' : '(…)'}${counted}`;
}

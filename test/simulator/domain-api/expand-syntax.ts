import { DomainApiError } from './domain-api-error.ts';

/** One item of `$expand`, with what its brackets ask for. */
export interface ExpandItem {
  readonly name: string;
  /** `Lines/$ref`: only the addresses of what is expanded. */
  readonly addressesOnly: boolean;
  /** Names of `$select`; absent means the default attributes. */
  readonly select?: readonly string[];
  readonly expand: readonly ExpandItem[];
}

/** Splits at a separator that is in no brackets; what is unbalanced fails later, as a name. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === separator && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}

const memberName = /^[A-Za-z_]\w*$/;

function checkName(name: string, whole: string): string {
  if (memberName.test(name)) return name;
  throw new DomainApiError('syntax', whole, String(whole.indexOf(name)), 'a property expected');
}

/**
 * Parses `$select`: names and the keywords `default` and `*`.
 * @throws DomainApiError `syntax`
 */
export function parseSelect(text: string): string[] {
  return splitOutside(text, ',').map((name) => (name === '*' ? 'default' : checkName(name, text)));
}

function parseNested(options: string): Pick<ExpandItem, 'select' | 'expand'> {
  let select: readonly string[] | undefined;
  let expand: readonly ExpandItem[] = [];
  for (const option of splitOutside(options, ';')) {
    const equals = option.indexOf('=');
    const name = option.slice(0, equals);
    const value = option.slice(equals + 1);
    if (name === '$select') select = parseSelect(value);
    else if (name === '$expand') expand = parseExpand(value);
    else throw new DomainApiError('optionNotSupported', name === '' ? option : name);
  }
  return { ...(select === undefined ? {} : { select }), expand };
}

function parseItem(text: string): ExpandItem {
  const bracket = text.indexOf('(');
  if (bracket >= 0) {
    if (!text.endsWith(')')) {
      throw new DomainApiError('syntax', text, String(text.length), "')' expected");
    }
    const name = checkName(text.slice(0, bracket), text);
    return { name, addressesOnly: false, ...parseNested(text.slice(bracket + 1, -1)) };
  }
  const addressesOnly = text.endsWith('/$ref');
  const name = checkName(addressesOnly ? text.slice(0, -'/$ref'.length) : text, text);
  return { name, addressesOnly, expand: [] };
}

/**
 * Parses `$expand`, nested as deep as it comes: `Lines($expand=Product($select=PartNumber,Name))`.
 * Inside brackets only `$select` and `$expand` are known.
 * @throws DomainApiError `syntax`, `optionNotSupported`
 */
export function parseExpand(text: string): ExpandItem[] {
  return splitOutside(text, ',').map(parseItem);
}

export interface OrderItem {
  readonly name: string;
  readonly descending: boolean;
}

/**
 * Parses `$orderby`: names with an optional `asc` or `desc`.
 * @throws DomainApiError `syntax`
 */
export function parseOrder(text: string): OrderItem[] {
  return text.split(',').map((part) => {
    const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc')) {
      throw new DomainApiError(
        'syntax',
        text,
        String(text.indexOf(part)),
        "'asc' or 'desc' expected",
      );
    }
    return { name, descending: direction === 'desc' };
  });
}

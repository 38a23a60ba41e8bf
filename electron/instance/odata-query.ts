import type { Language } from '../contract/languages.ts';
import type { Column } from '../contract/rows.ts';
import type { EntitySetModel } from './model.ts';
import { encodeValue, termText } from './odata-filter.ts';
import { expandText, selectedFields } from './odata-select.ts';
import type { ServerQuery } from './server-query.ts';

/** What an address asks for besides the query itself. */
export interface AddressOptions {
  readonly culture: Language;
  /** Rows of one page. */
  readonly top: number;
  /** Have the server count all rows of the query, too. */
  readonly count?: boolean;
}

/**
 * The text as `$search` takes it: one phrase in quotes. ERP.net does not document how quotes or backslashes inside it
 * are written, so the longest piece without them is looked for; that finds all that is meant, and maybe more.
 * @returns empty when nothing is left to look for
 */
export function searchPhrase(text: string): string {
  // Half a character, as it can be pasted, has no encoding.
  const pieces = text
    .toWellFormed()
    .split(/["\\\p{Cc}]+/u)
    .map((piece) => piece.trim());
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
  return longest === '' ? '' : `"${longest}"`;
}

/** The parameters of an address, without those that are empty, in a fixed order, so that equal queries have equal addresses. */
export function joinParameters(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeValue(value)}`)
    .join('&');
}

/**
 * Writes the server's part of a query as an address relative to the OData service root, in ERP.net's dialect. What it may
 * ask is decided by who makes the query; here it only gets its text.
 * @param references fields that are references, as paths
 * @see ERP.net docs, domain-api/querying-data/query-options/filter.md
 */
export function serverAddress(
  { model, fields, terms, search, order }: ServerQuery,
  references: ReadonlySet<string>,
  { culture, top, count = false }: AddressOptions,
): string {
  const selected = selectedFields(fields, references);
  const parameters = joinParameters({
    $select: [...new Set([...model.rowAttributes, ...selected.names])].join(','),
    $expand: expandText(selected),
    $filter: terms.map(termText).join(' and '),
    $search: searchPhrase(search),
    $orderby: order
      .map(({ column, direction }) => `${column}${direction === 'descending' ? ' desc' : ''}`)
      .join(','),
    $count: count ? 'true' : '',
    $top: String(top),
    culture,
  });
  return `${model.detail.name}?${parameters}`;
}

/**
 * Writes the question for one row as an address relative to the OData service root.
 * @param id of the row, a GUID
 * @param fields what it is to come with; references come with their display text
 * @see ERP.net docs, domain-api/querying-data/url-components.md
 */
export function recordAddress(
  { detail, rowAttributes }: EntitySetModel,
  id: string,
  fields: readonly { readonly path: string; readonly column: Pick<Column, 'type'> }[],
  culture: Language,
): string {
  const references = fields.filter(({ column }) => column.type === 'reference');
  const selected = selectedFields(
    fields.map(({ path }) => [path]),
    new Set(references.map(({ path }) => path)),
  );
  const parameters = joinParameters({
    $select: [...new Set([...rowAttributes, ...selected.names])].join(','),
    $expand: expandText(selected),
    culture,
  });
  return `${detail.name}(${id})?${parameters}`;
}

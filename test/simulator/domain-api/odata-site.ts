import { renames } from '../data/renames.ts';
import { answer, type Reply } from './answers.ts';
import { DomainApiError } from './domain-api-error.ts';
import { serverVersion } from './instance-site.ts';
import { type JsonObject, writeJson } from './json.ts';
import { metadataDocument } from './metadata-document.ts';
import { resolvePath } from './odata-request.ts';
import { type QueryContext, queryCount, queryGroups, queryPage, queryRow } from './page.ts';
import { parseQueryOptions } from './query-options.ts';

function nextLink(url: URL, { name, value }: { name: string; value: string }): string {
  const next = new URL(url);
  next.searchParams.delete('$skip');
  next.searchParams.set(name, value);
  return next.href;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new DomainApiError('pathNotSupported', path);
  }
}

function answerJson(response: Reply, body: JsonObject): void {
  answer(response, 200, 'application/json', writeJson(body), { 'odata-version': '4.0' });
}

/**
 * Answers what is asked below `/api/domain/odata/`.
 *
 * @param url the whole address of the request; nextLinks are made from it.
 * @throws DomainApiError
 */
export function answerOData(context: QueryContext, url: URL, response: Reply): void {
  const root = '/api/domain/odata/';
  const target = resolvePath(context.model, decoded(url.pathname.slice(root.length)));
  if (target.kind === 'metadata') {
    answer(response, 200, 'application/xml', metadataDocument(context.model));
    return;
  }
  if (target.kind === 'version') {
    const context = `${url.origin}${root}$metadata#Erp.OpenObject`;
    answerJson(response, { '@odata.context': context, version: serverVersion });
    return;
  }
  if (target.kind === 'renames') {
    const context = `${url.origin}${root}$metadata#Collection(Erp.OpenObject)`;
    answerJson(response, {
      '@odata.context': context,
      value: renames.map((each) => ({ ...each })),
    });
    return;
  }
  const options = parseQueryOptions(url.searchParams);
  const address = `${url.origin}${root}$metadata#${target.set.name}`;
  switch (target.kind) {
    case 'count':
      answer(response, 200, 'text/plain', String(queryCount(context, target.set, options)));
      return;
    case 'row': {
      const row = queryRow(context, target.set, target.id, options);
      answerJson(response, { '@odata.context': `${address}/$entity`, ...row });
      return;
    }
    case 'rows': {
      const { apply } = options;
      if (apply !== undefined) {
        const value = queryGroups(context, target.set, { ...options, apply });
        answerJson(response, { '@odata.context': `${address}(Erp.OpenObject)`, value });
        return;
      }
      const { rows, count, next } = queryPage(context, target.set, options);
      answerJson(response, {
        '@odata.context': address,
        ...(count === undefined ? {} : { '@odata.count': count }),
        ...(next === undefined ? {} : { '@odata.nextLink': nextLink(url, next) }),
        value: rows,
      });
    }
  }
}

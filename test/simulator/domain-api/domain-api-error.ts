import { answer, type Reply } from './answers.ts';
import { type JsonObject, writeJson } from './json.ts';
import { type ErrorName, errorTemplates, fillIn, type Language } from './messages.ts';

/** A request that ERP.net answers with an error body. */
export class DomainApiError extends Error {
  readonly template: ErrorName;
  readonly parameters: readonly string[];

  constructor(template: ErrorName, ...parameters: string[]) {
    super(fillIn(errorTemplates[template].en, parameters));
    this.name = 'DomainApiError';
    this.template = template;
    this.parameters = parameters;
  }
}

/**
 * The body of an error answer, as in ErpNetDocs dev, domain-api/data-manipulation/error-handling.md.
 *
 * @param wrapped whether the body is inside `error`, as newer servers do.
 */
function errorBody(error: DomainApiError, language: Language, wrapped: boolean): JsonObject {
  const template = errorTemplates[error.template];
  const message = fillIn(template[language], error.parameters);
  const body: JsonObject = {
    message,
    code: template.code,
    type: template.type,
    info: `${template.type}: ${message}\n   at Aloe.EnterpriseOne.DomainApi.Simulated()`,
    messageFormat: template[language],
    parameters: [...error.parameters],
  };
  return wrapped ? { error: body } : body;
}

/** Answers with the body of a refusal; 500, as ERP.net does for bad requests too. */
export function answerError(
  error: unknown,
  { language, response }: { readonly language: Language; readonly response: Reply },
  wrapped: boolean,
): void {
  if (!(error instanceof DomainApiError)) throw error;
  const body = writeJson(errorBody(error, language, wrapped));
  if (error.template === 'licence') {
    answer(response, 503, 'application/json', body, { 'retry-after': '60' });
  } else answer(response, 500, 'application/json', body);
}

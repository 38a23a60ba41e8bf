import { answerEmpty, type Reply } from './answers.ts';
import {
  type BatchedAnswer,
  type BatchedRequest,
  readBatch,
  writeBatchAnswer,
} from './batch-format.ts';
import { answerError, DomainApiError } from './domain-api-error.ts';
import type { Language } from './messages.ts';
import { requestLanguage } from './request-language.ts';
import { answerApi, type Exchange, type Instance } from './sites.ts';

/** Where batches are sent to. */
export const batchPath = '/api/domain/odata/$batch';

/** Answers a request inside a batch, unless a fault says otherwise; null when the connection ends there. */
export type AnswerPart = (
  part: { readonly method: string; readonly url: string },
  answer: () => BatchedAnswer,
) => Promise<BatchedAnswer | null>;

/** A batch as it came. */
export interface BatchRequest {
  readonly contentType: string | undefined;
  readonly prefer: string | undefined;
  readonly body: string;
}

/** Keeps an answer instead of sending it. */
class KeptReply implements Reply {
  answer: BatchedAnswer = { status: 500, headers: {}, body: '' };

  writeHead(status: number, headers: Readonly<Record<string, string>>): Pick<Reply, 'end'> {
    this.answer = { status, headers, body: '' };
    return this;
  }

  end(body = ''): void {
    this.answer = { ...this.answer, body };
  }
}

/**
 * Answers a batch of reads: each part for itself, in their order. It stops at the first error, unless it is asked to go on
 * and the switch allows that (OData 4.01 part 1, sections 8.2.8.3 and 11.7.7).
 * @returns false when the connection is to end without an answer
 * @throws DomainApiError `wrongBatch`, and `optionNotSupported` for an instance that has no `$batch`
 */
export async function answerBatch(
  instance: Instance,
  { language, response }: Exchange,
  { contentType, prefer, body }: BatchRequest,
  answerPart: AnswerPart,
): Promise<boolean> {
  const { switches } = instance;
  if (switches.batch !== 'answered') {
    refuse(response, switches.batch);
    return true;
  }
  const goesOn =
    switches.batchGoesOn && /(^|[,;\s])(odata\.)?continue-on-error\b/.test(prefer ?? '');
  const answers: { contentId: string | undefined; answer: BatchedAnswer }[] = [];
  for (const part of readBatch(contentType, body)) {
    const url = addressOf(instance, part);
    const answer = await answerPart({ method: part.method, url: url.pathname + url.search }, () =>
      answered(instance, url, part, language),
    );
    if (answer === null) return false;
    answers.push({ contentId: part.contentId, answer });
    if (answer.status >= 400 && !goesOn) break;
  }
  const written = writeBatchAnswer(answers);
  const headers = { 'content-type': written.contentType, 'odata-version': '4.0' };
  response.writeHead(200, headers).end(written.body);
  return true;
}

function refuse(response: Reply, how: 'notFound' | 'notImplemented' | 'refused'): void {
  if (how === 'refused') throw new DomainApiError('optionNotSupported', '$batch');
  answerEmpty(response, how === 'notFound' ? 404 : 501);
}

function addressOf({ origin }: Instance, { address }: BatchedRequest): URL {
  const url = URL.parse(address, `${origin}/api/domain/odata/`);
  if (url === null || url.origin !== origin) throw new DomainApiError('wrongBatch', address);
  return url;
}

function answered(
  instance: Instance,
  url: URL,
  { method }: BatchedRequest,
  spoken: Language,
): BatchedAnswer {
  const culture = url.searchParams.get('culture');
  const wishes = { culture, cookie: undefined, acceptLanguage: undefined };
  const language = culture === null ? spoken : requestLanguage(wishes);
  const response = new KeptReply();
  try {
    if (method !== 'GET') throw new DomainApiError('readOnly', method);
    if (!url.pathname.startsWith('/api/domain/odata/')) {
      throw new DomainApiError('pathNotSupported', url.pathname);
    }
    answerApi(instance, { url, language, response });
  } catch (error) {
    answerError(error, { language, response }, instance.switches.errorWrapper);
  }
  return response.answer;
}

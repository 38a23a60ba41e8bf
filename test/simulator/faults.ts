import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import type { BatchedAnswer } from './domain-api/batch-format.ts';
import { type GarbledBatch, garbled } from './garbled-batch.ts';

/** Which requests a fault is for; those inside a batch are meant, too. */
interface Target {
  /** Matched against path and query; a string is the source of a regular expression. */
  path: string | RegExp;
  /** Only this method; any if left out. */
  method?: string;
  /** How many matching requests are affected; 1 if left out. */
  times?: number;
}

/** An answer given in place of the instance's own, which never sees the request. */
export interface Failure extends Target {
  status: number;
  /** Text as it is, anything else as JSON; empty if left out. */
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * On which side of the work a request waits: `request` before the instance sees it, `answer` after it
 * has done the work. A refresh token that waits on the answer's side has been used up.
 */
type Stage = 'request' | 'answer';

export interface Delay extends Target {
  ms: number;
  /** `answer` if left out. */
  stage?: Stage;
}

export interface Cut extends Target {
  /** How much of the body arrives. If left out, the connection ends without any answer at all. */
  afterBytes?: number;
}

export interface Garble extends Target {
  how: GarbledBatch;
}

export interface Hold extends Target {
  /** `answer` if left out. */
  stage?: Stage;
}

/** A request that waits until the test lets it go. */
export interface Held {
  /** Resolves when a matching request has reached the point at which it waits. */
  arrived: Promise<void>;
  release: () => void;
}

type Fault =
  | ({ kind: 'fail' } & Failure)
  | { kind: 'cut'; afterBytes: number | undefined }
  | { kind: 'garble'; how: GarbledBatch }
  | { kind: 'wait'; stage: Stage; wait: () => Promise<void> };

type Asked = Pick<IncomingMessage, 'method' | 'url'>;

interface Answer {
  status: number;
  headers: string[];
  body: Buffer;
}

/** What goes wrong on purpose. Where several faults match one request, the one set first is taken. */
export interface Faults {
  fail: (failure: Failure) => void;
  delay: (delay: Delay) => void;
  cut: (cut: Cut) => void;
  /** Lets the answer to a batch arrive whole, and wrong. */
  garble: (garble: Garble) => void;
  hold: (hold: Hold) => Held;
  /** Lets everything go that is held and forgets what has not happened yet. */
  clear: () => void;
  /** Answers the request, through `route` unless a fault says otherwise. */
  handle: (
    request: IncomingMessage,
    response: ServerResponse,
    route: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
    onBody: (body: string, reached: boolean) => void,
  ) => Promise<void>;
  /** Answers a request inside a batch, through `answer` unless a fault says otherwise; null to end the connection. */
  handlePart: (part: Asked, answer: () => BatchedAnswer) => Promise<BatchedAnswer | null>;
  /** Whether this request is one that a fault has sent on to the instance itself. */
  isForwarded: (request: IncomingMessage) => boolean;
}

const forwardedHeader = 'x-simulator-forwarded';

export function createFaults(origin: string): Faults {
  const passport = randomUUID();
  const held = new Set<() => void>();
  let rules: { target: Target; left: number; fault: Fault }[] = [];

  function add(target: Target, fault: Fault): void {
    rules.push({ target, left: target.times ?? 1, fault });
  }

  function take(request: Asked): Fault | undefined {
    const rule = rules.find(({ target }) => matches(target, request));
    if (!rule) return undefined;
    rule.left -= 1;
    if (rule.left === 0) rules = rules.filter((other) => other !== rule);
    return rule.fault;
  }

  return {
    fail: (failure) => add(failure, { kind: 'fail', ...failure }),
    delay({ ms, stage = 'answer', ...target }) {
      const wait = () => new Promise<void>((resolve) => setTimeout(resolve, ms));
      add(target, { kind: 'wait', stage, wait });
    },
    cut: ({ afterBytes, ...target }) => add(target, { kind: 'cut', afterBytes }),
    garble: ({ how, ...target }) => add(target, { kind: 'garble', how }),
    hold({ stage = 'answer', ...target }) {
      const arrival = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      held.add(release.resolve);
      const wait = () => {
        arrival.resolve();
        return release.promise;
      };
      add(target, { kind: 'wait', stage, wait });
      return { arrived: arrival.promise, release: release.resolve };
    },
    clear() {
      rules = [];
      for (const release of held) release();
      held.clear();
    },
    isForwarded: (request) => request.headers[forwardedHeader] === passport,

    async handle(request, response, route, onBody) {
      const fault = take(request);
      if (!fault) return route(request, response);
      if (fault.kind === 'wait' && fault.stage === 'request') {
        await fault.wait();
        return response.destroyed ? undefined : route(request, response);
      }
      const body = await readBytes(request);
      onBody(body.toString(), fault.kind !== 'fail');
      if (fault.kind === 'fail') return sendFailure(response, fault);
      const answer = await forward(request, body, origin, passport);
      if (fault.kind === 'cut') return cutAnswer(response, answer, fault.afterBytes);
      if (fault.kind === 'wait') await fault.wait();
      const isGarbled = fault.kind === 'garble';
      const text = isGarbled ? garbled(answer.body.toString(), fault.how) : answer.body;
      response.writeHead(answer.status, answer.headers).end(text);
    },

    async handlePart(part, answer) {
      const fault = take(part);
      if (fault?.kind === 'cut') return null;
      if (fault?.kind === 'fail') return failedPart(fault);
      if (fault?.kind !== 'wait') return answer();
      if (fault.stage === 'request') await fault.wait();
      const answered = answer();
      if (fault.stage === 'answer') await fault.wait();
      return answered;
    },
  };
}

function matches({ path, method }: Target, request: Asked): boolean {
  if (method !== undefined && method !== request.method) return false;
  return new RegExp(path).test(request.url ?? '/');
}

function sendFailure(response: ServerResponse, failure: Failure): void {
  const { status, headers, body } = failedPart(failure);
  response.writeHead(status, headers).end(body);
}

function failedPart({ status, body, headers }: Failure): BatchedAnswer {
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
  const type = typeof body === 'object' ? { 'content-type': 'application/json' } : {};
  return { status, headers: { ...type, ...headers }, body: text };
}

/** Sends what the instance answered up to a point, and then ends the connection in the middle. */
function cutAnswer(response: ServerResponse, answer: Answer, afterBytes: number | undefined): void {
  const { socket } = response;
  if (afterBytes === undefined) {
    socket?.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers);
  response.flushHeaders();
  response.write(answer.body.subarray(0, afterBytes), () => socket?.destroy());
}

async function readBytes(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Sends the request to the instance once more, past the faults, and reads the whole answer. */
async function forward(
  request: IncomingMessage,
  body: Buffer,
  origin: string,
  passport: string,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { ...request.headers, connection: 'close', [forwardedHeader]: passport };
  const options = { method: request.method, headers };
  sendRequest(new URL(request.url ?? '/', origin), options, resolve)
    .on('error', reject)
    .end(body);
  const answer = await promise;
  const bytes = await readBytes(answer);
  return { status: answer.statusCode ?? 502, headers: endToEnd(answer.rawHeaders), body: bytes };
}

/** Raw headers without those that belong to one connection, or to a body as it was. */
function endToEnd(rawHeaders: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (!/^(connection|keep-alive|transfer-encoding|content-length)$/i.test(name))
      kept.push(name, value);
  }
  return kept;
}

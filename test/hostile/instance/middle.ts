import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Connected, connect } from '../../integration/instance/connected.ts';
import { startServer } from '../../integration/instance/server.ts';
import { answerWrongly, type RightAnswer, type Spoiling } from './spoiling.ts';

/** An instance that answers as a right one does, but for what it is told to spoil. */
export interface HostileInstance {
  /** The app's view of the right instance, under the addresses of this one. */
  readonly connected: Connected;
  readonly origin: string;
  readonly host: string;
  /** Where a server listens that nobody should ask. */
  readonly elsewhere: string;
  /** From here on answers to these paths are spoiled; null spoils none. */
  spoil(target: RegExp, spoiling: Spoiling | null): void;
  /** How many answers were spoiled so far. */
  spoiled(): number;
  /** What is wrong with the requests so far, and forgets them. */
  offences(): string[];
  /** The same text with this instance's addresses. */
  translated(text: string): string;
}

interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}

/** Puts itself between the app and a right instance, whose answers it remembers. */
export async function startHostileInstance(): Promise<HostileInstance> {
  const connected = await connect({ orders: 20, rateLimit: 1_000_000 });
  const { simulator } = connected;
  const right = new Map<string, RightAnswer>();
  const asked: Asked[] = [];
  let spoiling: Spoiling | null = null;
  let target = /$^/;
  let spoiled = 0;
  const elsewhere = await startServer((_, response) => response.end('{"value":[]}'));

  async function rightAnswer(request: IncomingMessage, body: string): Promise<RightAnswer> {
    const { method = 'GET', url = '/' } = request;
    const name = `${method} ${url} ${body}`;
    const known = right.get(name);
    if (known !== undefined) return known;
    const sent = ['authorization', 'accept', 'prefer', 'content-type'].flatMap((header) => {
      const value = request.headers[header];
      return typeof value === 'string' ? [[header, value] as [string, string]] : [];
    });
    const answer = await fetch(simulator.origin + url, {
      ...{ method, headers: sent, redirect: 'manual' },
      ...(method === 'POST' ? { body } : {}),
    });
    const made = {
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? '',
      text: translated(await answer.text()),
    };
    right.set(name, made);
    return made;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const made = await rightAnswer(request, body);
    if (spoiling === null || !target.test(request.url ?? '')) {
      response.writeHead(made.status, { 'content-type': made.contentType }).end(made.text);
      return;
    }
    spoiled += 1;
    answerWrongly(spoiling, made, { request, response }, (text) =>
      text.replaceAll('ELSEWHERE', elsewhere.origin).replaceAll('HERE', middle.origin),
    );
  }

  const middle = await startServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    answer(request, response).catch(() => response.destroy());
  });
  const host = new URL(middle.origin).host;
  const translated = (text: string): string =>
    text.replaceAll(simulator.origin, middle.origin).replaceAll(simulator.host, host);

  return {
    ...{ connected, host, translated },
    origin: middle.origin,
    elsewhere: elsewhere.origin,
    spoil(paths, how) {
      target = paths;
      spoiling = how;
    },
    spoiled: () => spoiled,
    offences() {
      const toElsewhere = elsewhere.requests
        .splice(0)
        .map(({ path }) => `asked elsewhere: ${path}`);
      const here = asked
        .splice(0)
        .flatMap(({ url, headers }) => [
          ...(headers.cookie === undefined ? [] : [`sent a cookie to ${url}`]),
          ...(headers.authorization === undefined || /^\/(api\/domain|profile)\//.test(url)
            ? []
            : [`sent a token to ${url}`]),
        ]);
      return [...toElsewhere, ...here];
    },
  };
}

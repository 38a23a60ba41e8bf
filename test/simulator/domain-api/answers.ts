import type { ServerResponse } from 'node:http';

/** Answers with a body that is complete in one piece. */
export function answer(
  response: ServerResponse,
  status: number,
  type: 'application/json' | 'application/xml' | 'text/plain',
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);
}

/** Answers without a body, as the web server in front of ERP.net does. */
export function answerEmpty(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-length': '0', ...headers }).end();
}

/** Where an answer goes: a response of Node's, or one part of a batch. */
export interface Reply {
  writeHead(status: number, headers: Readonly<Record<string, string>>): Pick<Reply, 'end'>;
  end(body?: string): unknown;
}

/** Answers with a body that is complete in one piece. */
export function answer(
  response: Reply,
  status: number,
  type: 'application/json' | 'application/xml' | 'text/plain',
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);
}

/** Answers without a body, as the web server in front of ERP.net does. */
export function answerEmpty(
  response: Reply,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-length': '0', ...headers }).end();
}

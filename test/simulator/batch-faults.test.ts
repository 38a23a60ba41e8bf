import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OAuthApp } from './identity/oauth-app.ts';
import { type Simulator, startSimulator } from './simulator.ts';

const batchPath = '/api/domain/odata/$batch';
const sets = ['Crm_Sales_Customers', 'Crm_Sales_SalesOrders', 'General_Products_Products'] as const;

let simulator: Simulator;
let token: string;

beforeEach(async () => {
  simulator = await startSimulator({ orders: 10 });
  token = (await new OAuthApp(simulator).signIn()).access_token;
});
afterEach(() => simulator.close());

/** Asks for a row of each set with one batch. */
async function send(): Promise<Response> {
  const parts = sets.map(
    (set) => `--b
Content-Type: application/http
Content-Transfer-Encoding: binary

GET ${set}?$top=1&$select=Id HTTP/1.1

`,
  );
  return fetch(`${simulator.origin}${batchPath}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'multipart/mixed; boundary=b',
      prefer: 'odata.continue-on-error',
    },
    body: `${parts.join('')}--b--`,
  });
}

/** What the parts of an answer begin with: their status, and the set that they are of. */
async function outline(response: Response): Promise<string[]> {
  const text = await response.text();
  return [...text.matchAll(/HTTP\/1\.1 (\d+)|@odata\.id":"(\w+)|--\r\n$/g)].map(
    ([all, status, set]) => status ?? set ?? all.trim(),
  );
}
const whole = sets.flatMap((set) => ['200', set]);

describe('a batch', () => {
  test('is on record before what is inside it', async () => {
    const response = await send();
    expect(await outline(response)).toEqual([...whole, '--']);
    const records = simulator.control.requests().filter(({ path }) => path.includes('/odata/'));
    expect(records).toMatchObject([
      { method: 'POST', path: batchPath, status: 200 },
      ...sets.map((set) => ({
        ...{ method: 'GET', path: `/api/domain/odata/${set}`, search: '?$top=1&$select=Id' },
        ...{ status: 200, inBatch: true },
      })),
    ]);
    expect(records[0]).not.toHaveProperty('inBatch');
  });

  test('has parts that fail by themselves', async () => {
    simulator.control.failNext({
      path: sets[1],
      status: 503,
      headers: { 'retry-after': '5' },
      body: { error: 1 },
    });
    const text = await (await send()).text();
    expect(text).toContain(
      'HTTP/1.1 503 Error\r\ncontent-type: application/json\r\nretry-after: 5\r\n\r\n{"error":1}\r\n--',
    );
    const statuses = simulator.control.requests().map(({ status }) => status);
    expect(statuses.slice(-4)).toEqual([200, 200, 503, 200]);
  });

  test('waits for a part that is held, before the work or after it', async () => {
    const before = simulator.control.holdNext({ path: sets[0], stage: 'request' });
    const after = simulator.control.holdNext({ path: sets[1] });
    const answer = send();
    await before.arrived;
    before.release();
    await after.arrived;
    after.release();
    expect(await outline(await answer)).toEqual([...whole, '--']);
  });

  test('loses its connection with a part that is cut', async () => {
    simulator.control.cutNext({ path: sets[2] });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(simulator.control.requests().at(-1)).not.toHaveProperty('status');
    expect((await send()).status).toBe(200);
  });

  test.each([
    ['cutPart', whole.slice(0, 5)],
    ['missingPart', [...whole.slice(2), '--']],
    ['swappedParts', [...whole.slice(2, 4), ...whole.slice(0, 2), ...whole.slice(4), '--']],
    ['extraPart', [...whole, ...whole.slice(4), '--']],
    ['htmlPart', ['200', ...whole.slice(2), '--']],
  ])('comes garbled when told to by another process: %s', async (how, expected) => {
    await fetch(`${simulator.origin}/control/garbleNext`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '\\$batch', how }),
    });
    const garbled = await send();
    expect(garbled.status).toBe(200);
    expect(await outline(garbled)).toEqual(expected);
    expect(await outline(await send())).toEqual([...whole, '--']);
  });
});

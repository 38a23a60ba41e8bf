import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchRequest } from '../../../electron/instance/batch-request.ts';
import { readBatch } from '../../simulator/domain-api/batch-format.ts';

test('A batch is written as ERP.net documents it', () => {
  const { type, text } = batchRequest(['Products?$top=2&$select=Name', 'Groups?$top=1']);
  expect(type).toBe('multipart/mixed; boundary=batch_of_reads');
  expect(text.split('\r\n')).toEqual([
    '--batch_of_reads',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    'Content-ID: 1',
    '',
    'GET Products?$top=2&$select=Name HTTP/1.1',
    'Accept: application/json',
    '',
    '',
    '--batch_of_reads',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    'Content-ID: 2',
    '',
    'GET Groups?$top=1 HTTP/1.1',
    'Accept: application/json',
    '',
    '',
    '--batch_of_reads--',
    '',
  ]);
});

test('A server reads the addresses of a batch as they were given, in their order', () => {
  const address = fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href);
  fc.assert(
    fc.property(fc.array(address, { minLength: 1, maxLength: 10 }), (addresses) => {
      const { type, text } = batchRequest(addresses);
      expect(readBatch(type, text)).toEqual(
        addresses.map((each, index) => ({
          ...{ contentId: String(index + 1), method: 'GET', address: each },
        })),
      );
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { isOwnAddress } from '../../../electron/instance/own-address.ts';

const bases = ['https://erp.example.com/api/domain', 'https://data.example.com:8443/odata/'];
const isOwn = (text: string): boolean => isOwnAddress(new URL(text), bases);

describe('an address that may be asked with the token', () => {
  test.each([
    'https://erp.example.com/api/domain',
    'https://erp.example.com/api/domain/odata/Crm_Sales_Customers?$top=1',
    'https://ERP.example.com:443/api/domain/currentmodel',
    'https://data.example.com:8443/odata/Set(1)',
    'https://erp.example.com/api/x/../domain/odata/',
  ])('is %s', (text) => {
    expect(isOwn(text)).toBe(true);
  });

  test.each([
    'https://evil.example/api/domain/odata/',
    'http://erp.example.com/api/domain/odata/',
    'https://erp.example.com:8443/api/domain/odata/',
    'https://erp.example.com.evil.example/api/domain/',
    'https://erp.example.com@evil.example/api/domain/',
    'https://user@erp.example.com/api/domain/odata/',
    'https://:secret@erp.example.com/api/domain/odata/',
    'https://erp.example.com/api/domainevil/',
    'https://erp.example.com/API/domain/',
    'https://erp.example.com/id/connect/token',
    'https://erp.example.com/api/domain/../../id/connect/token',
    'https://erp.example.com/api/domain/%2e%2e/%2e%2e/id',
    'https://erp.example.com/api/domain/..%2f..%2fid',
    'https://erp.example.com/api/domain/..%5C..%5Cid',
    'https://erp.example.com/api/domain/.%2e%2fid',
    'file:///api/domain/odata/',
    'data:text/plain,/api/domain/',
  ])('is not %s', (text) => {
    expect(isOwn(text)).toBe(false);
  });
});

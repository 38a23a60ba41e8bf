import type { Instance } from '../../../electron/contract/instance.ts';

/** An instance as discovery describes it. */
export const sampleInstance: Instance = {
  host: 'erp.example.com',
  database: 'Demo',
  version: '26.2.0.76',
  issuer: 'https://erp.example.com/id',
  domainApi: 'https://erp.example.com/api',
  odataRoot: 'https://erp.example.com/api/domain/odata/',
  profile: 'https://erp.example.com/profile',
  webClient: null,
};

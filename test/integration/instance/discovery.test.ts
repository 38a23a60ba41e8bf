import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { whoAmI } from '../../../electron/instance/profile.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { connect, succeeded } from './connected.ts';

describe('finding the simulated instance', () => {
  test.each([
    { discoveryPath: 'tools', domainApiType: 'DomainAPI' },
    { discoveryPath: 'sys', domainApiType: 'API' },
    { discoveryPath: 'tools', domainApiType: 'API' },
    { discoveryPath: 'sys', domainApiType: 'DomainAPI' },
  ] as const)(
    'works where discovery is at /$discoveryPath and names a $domainApiType',
    async (switches) => {
      const simulator = await startSimulator({ orders: 1, ...switches });
      onTestFinished(simulator.close);
      const found = succeeded(await findInstance(createHttpClient({ fetch }), simulator.host));
      expect(found).toMatchObject({
        host: simulator.host,
        database: 'Demo',
        issuer: `${simulator.origin}/id`,
        odataRoot: `${simulator.origin}/api/domain/odata/`,
      });
    },
  );

  test('tells its version, and who signed in', async () => {
    const { instance, token } = await connect({ orders: 1 });
    expect(instance.version).toBe('26.2.0.76');
    const deps = { http: createHttpClient({ fetch }), clock: systemClock };
    expect(succeeded(await whoAmI(deps, instance, token()))).toEqual({
      id: '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11',
      login: 'maria.petrova',
      name: 'Мария Петрова',
      email: 'maria.petrova@example.com',
    });
    expect(await whoAmI(deps, instance, 'made-up')).toMatchObject({
      error: { code: 'needsSignIn' },
    });
  });
});

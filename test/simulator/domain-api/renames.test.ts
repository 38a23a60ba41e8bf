import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoModel } from '../data/demo-model.ts';
import { currentName, renames } from '../data/renames.ts';
import { type ApiUnderTest, startApi } from './api-under-test.ts';

let instance: ApiUnderTest;
beforeAll(async () => {
  instance = await startApi({ orders: 1 });
});
afterAll(() => instance.close());

const odata = '/api/domain/odata/';

describe('names of before', () => {
  it('are told with the version that ended them, and lead to sets that exist', async () => {
    const response = await instance.fetch(`${odata}GetRenamedEntityTypes`);
    expect(await response.json()).toMatchObject({ value: renames });
    const current = renames.map(({ OldName }) => currentName(OldName));
    expect(current.filter((name) => !demoModel.has(name))).toEqual([]);
  });

  it('are refused with the name of today', async () => {
    const response = await instance.fetch(`${odata}Crm_Buyers?$top=1`);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain(
      "The new name of this entity is 'Crm_Sales_Customers'.",
    );
  });

  it('belong to versions, of which the instance tells its own', async () => {
    const version = await (await instance.fetch('/tools/ver')).text();
    expect(await (await instance.fetch(`${odata}GetVersion`)).json()).toMatchObject({ version });
  });
});

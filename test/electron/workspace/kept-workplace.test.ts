import { beforeEach, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { createKeptWorkplace } from '../../../electron/workspace/kept-workplace.ts';
import { createFakeState } from './fake-state.ts';

const companies = 'General_EnterpriseCompanies';
const roles = 'Systems_Security_Roles';
const vitosha = { id: '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8', text: 'Витоша ООД' };
const seller = { id: '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11', text: 'Seller' };

let state: ReturnType<typeof createFakeState>;
let changes: number;

beforeEach(() => {
  state = createFakeState();
  changes = 0;
});

/** What the app knows that was started just now. */
function started() {
  return createKeptWorkplace(state.ask, () => {
    changes += 1;
  });
}

it('is nothing before anybody told it, and is told each by itself', async () => {
  const workplace = started();
  expect(await workplace.read()).toEqual(success({}));
  const both = await Promise.all([
    workplace.change(companies, vitosha),
    workplace.change(roles, seller),
  ]);
  expect(both[1]).toEqual(success({ [companies]: vitosha, [roles]: seller }));
  expect(await started().read()).toEqual(success({ [companies]: vitosha, [roles]: seller }));
  expect(changes).toBe(2);
});

it('is forgotten when somebody wants that', async () => {
  await started().change(companies, vitosha);
  const workplace = started();
  await workplace.change(roles, seller);
  expect(await workplace.change(companies, null)).toEqual(success({ [roles]: seller }));
  expect(await started().read()).toEqual(success({ [roles]: seller }));
});

it('stays as it was when it could not be kept, and nobody is told of a change', async () => {
  const workplace = started();
  await workplace.change(companies, vitosha);
  state.fail('diskFull');
  expect(await workplace.change(companies, seller)).toEqual(
    failure({ code: 'storageFailed', detail: 'diskFull' }),
  );
  state.fail(null);
  expect(await workplace.read()).toEqual(success({ [companies]: vitosha }));
  expect(changes).toBe(1);
});

it('begins anew where what is kept is not understood', async () => {
  state.values.set('workplace', '{"General_EnterpriseCompanies":{"id":"none"}}');
  expect(await started().read()).toEqual(success({}));
});

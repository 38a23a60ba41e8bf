import { expect, test } from 'vitest';
import { systemClock } from '../../../electron/instance/clock.ts';
import { createKeptModel } from '../../../electron/model/kept-model.ts';
import { forkedLibrary } from '../../electron/library/forked-library.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { connect, succeeded } from './connected.ts';

test.each([true, false])(
  'the whole model is compiled in the process of the local copy (currentmodel: %s)',
  async (modelAvailable) => {
    const { model, instance, simulator } = await connect({ orders: 1, modelAvailable });
    const { library } = forkedLibrary(temporaryFolder());
    await library.open();
    const start = () =>
      createKeptModel({
        source: model,
        askLibrary: (name, given) => library.ask(name, given),
        version: instance.version,
        language: () => 'en',
        clock: systemClock,
      });
    succeeded(await start().compile(new AbortController().signal));

    const found = succeeded(await start().search('customer', 100));
    expect(found.isCurrent).toBe(true);
    expect(found.names).toContainEqual({
      set: 'Crm_Sales_Customers',
      member: null,
      label: 'Customers',
    });
    expect(found.names).toContainEqual({
      set: 'Crm_Sales_SalesOrders',
      member: 'Customer',
      label: 'Customer',
    });
    const old = succeeded(await start().search('crm_buyers', 10));
    expect(old.names).toMatchObject([{ set: 'Crm_Sales_Customers' }]);

    const sets = succeeded(await model.entitySets(false));
    const asked = simulator.control.requests().length;
    for (const { name } of sets) {
      const kept = succeeded(await start().entitySet(name));
      expect(kept).toEqual(await start().keptEntitySet(name));
    }
    expect(simulator.control.requests()).toHaveLength(asked);
    expect(succeeded(await start().entitySet('Crm_Sales_SalesOrders'))).toEqual(
      succeeded(await model.entitySet('Crm_Sales_SalesOrders')),
    );
    await library.close();
  },
);

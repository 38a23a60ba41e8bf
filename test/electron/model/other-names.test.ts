import { describe, expect, it } from 'vitest';
import { name, newWorld } from './model-world.ts';

describe('the other names of sets', () => {
  it('are those of before, and the labels in the other language once its list was read', async () => {
    const { start, speak, rename } = newWorld();
    const model = start();
    expect(await model.otherNames()).toEqual([{ set: name, labels: [], oldNames: ['Buyers'] }]);
    await model.entitySets(false);
    speak('bg');
    rename('Клиенти');
    expect(await model.otherNames()).toEqual([
      { set: name, labels: ['Customers'], oldNames: ['Buyers'] },
    ]);
  });

  it('of before are asked for once a version, and stand when the instance can’t tell', async () => {
    const { start, renamed, renamesAsked } = newWorld();
    await start().otherNames();
    renamed({});
    const before = [{ set: name, labels: [], oldNames: ['Buyers'] }];
    expect(await start().otherNames()).toEqual(before);
    expect(renamesAsked).toHaveLength(1);
    expect(await start('26.2').otherNames()).toEqual(before);
    renamed({ [name]: ['Buyers', 'Clients'] });
    expect(await start('26.2').otherNames()).toMatchObject([{ oldNames: ['Buyers', 'Clients'] }]);
    expect(renamesAsked).toHaveLength(3);
  });

  it('are fewer when the local copy can’t be used', async () => {
    const { start, library } = newWorld();
    library.fail('closed');
    expect(await start().otherNames()).toEqual([{ set: name, labels: [], oldNames: ['Buyers'] }]);
  });
});

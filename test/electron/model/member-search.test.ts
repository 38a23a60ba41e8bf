import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { name, newWorld } from './model-world.ts';

describe('the search in the model', () => {
  const { signal } = new AbortController();

  it('finds sets and members after the whole model was got, and later starts find them too', async () => {
    const { start, asked } = newWorld();
    expect(await start().search('code', 10)).toEqual(failure({ code: 'notKept' }));
    const model = start();
    expect(await model.compile(signal)).toEqual(success(null));
    const found = success({
      names: [{ set: name, member: 'Code', label: 'Code label' }],
      isCurrent: true,
    });
    expect(await model.search('code', 10)).toEqual(found);
    expect(await start().search('code', 10)).toEqual(found);
    expect(await model.search('buyers', 10)).toMatchObject({ value: { names: [{ set: name }] } });
    expect(asked).toEqual(['details en']);
  });

  it('leaves all sets in the local copy', async () => {
    const { start, asked, fail } = newWorld();
    await start().compile(signal);
    fail('offline');
    const set = await start().entitySet(name);
    expect(set).toMatchObject({ value: { detail: { columns: [{ name: 'Code' }] } } });
    expect(asked).toEqual(['details en']);
  });

  it('says when the instance has been upgraded since, or somebody has reloaded', async () => {
    const { start } = newWorld();
    const model = start();
    await model.compile(signal);
    expect(await start('26.2').search('code', 10)).toMatchObject({ value: { isCurrent: false } });
    await model.entitySets(true);
    expect(await model.search('code', 10)).toMatchObject({ value: { isCurrent: false } });
  });

  it('gets the model once for all who want it at the same time, and again after a failure', async () => {
    const { start, asked, fail } = newWorld();
    const model = start();
    fail('offline');
    const both = await Promise.all([model.compile(signal), model.compile(signal)]);
    expect(both).toEqual([failure({ code: 'offline' }), failure({ code: 'offline' })]);
    fail(null);
    expect(await model.compile(signal)).toEqual(success(null));
    expect(asked).toHaveLength(2);
  });

  it('tells when the local copy can’t be used', async () => {
    const { start, library } = newWorld();
    library.fail('closed');
    expect(await start().search('code', 10)).toMatchObject({ error: { code: 'copyUnavailable' } });
    expect(await start().compile(signal)).toMatchObject({ error: { code: 'copyUnavailable' } });
  });
});

import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { mostViews, type View } from '../../../electron/contract/views.ts';
import { createKeptViews } from '../../../electron/workspace/kept-views.ts';
import { createFakeState } from './fake-state.ts';
import { sampleView } from './sample-views.ts';

/** An account, and its app after each start. */
function newAccount() {
  const state = createFakeState();
  let drawn = 0;
  const start = () =>
    createKeptViews(state.ask, () => {
      drawn += 1;
      return `new-${drawn}`;
    });
  return { state, start };
}

const names = (views: readonly View[]) => views.map(({ name }) => name);

describe('kept views', () => {
  it('are there after a restart, with their filters as they were typed', async () => {
    const { start } = newAccount();
    const view = sampleView();
    expect(await start().save(view)).toEqual(success([view]));
    expect(await start().read()).toEqual(success([view]));
    expect(view.content.filters).toEqual({ DocumentDate: '(last month)' });
  });

  it('take the place of the one with their id', async () => {
    const { start } = newAccount();
    const views = start();
    await views.save(sampleView());
    await views.save(sampleView({ id: 'view-2', name: 'Other' }));
    await views.save(sampleView({ name: 'Renamed' }));
    expect(await start().read()).toMatchObject({
      value: [{ id: 'view-1', name: 'Renamed' }, { id: 'view-2' }],
    });
  });

  it('are the default one of their set one at a time', async () => {
    const { start } = newAccount();
    const views = start();
    const set = 'Crm_Sales_Customers';
    await views.save(sampleView({ isDefault: true }));
    await views.save(sampleView({ id: 'c', set, isDefault: true }));
    await views.save(sampleView({ id: 'view-2', isDefault: true }));
    expect(await views.read()).toMatchObject({
      value: [
        { isDefault: false },
        { id: 'c', isDefault: true },
        { id: 'view-2', isDefault: true },
      ],
    });
  });

  it('lose none when several are saved at once', async () => {
    const { start } = newAccount();
    const views = start();
    await Promise.all(['a', 'b', 'c'].map((id) => views.save(sampleView({ id, name: id }))));
    expect(await start().read()).toMatchObject({ value: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
  });

  it('can be deleted, and come back by being saved again', async () => {
    const { start } = newAccount();
    const views = start();
    await views.save(sampleView());
    expect(await views.remove('view-1')).toEqual(success([]));
    expect(await start().read()).toEqual(success([]));
    expect(await views.save(sampleView())).toMatchObject({ ok: true });
  });

  it('get other names than those that are there already when they come from elsewhere', async () => {
    const { start } = newAccount();
    const views = start();
    await views.save(sampleView({ isDefault: true }));
    const long = 'x'.repeat(100);
    const { id: _id, isDefault: _isDefault, ...portable } = sampleView({ name: 'LAST MONTH' });
    const given = [portable, portable, { ...portable, set: 'Crm_Sales_Customers' }];
    const added = await views.add([
      ...given,
      { ...portable, name: long },
      { ...portable, name: long },
    ]);
    if (!added.ok) throw new Error(added.error.code);
    expect(names(added.value.views)).toEqual([
      'Last month',
      'LAST MONTH (2)',
      'LAST MONTH (3)',
      'LAST MONTH',
      long,
      `${'x'.repeat(96)} (2)`,
    ]);
    expect(added.value.added).toEqual(['new-1', 'new-2', 'new-3', 'new-4', 'new-5']);
    expect(added.value.views.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('leave what a later version of the app has written as it is', async () => {
    const { state, start } = newAccount();
    const later = { id: 'later', layout: 'board' };
    state.values.set('views', JSON.stringify({ version: 1, views: [later, sampleView()] }));
    const views = start();
    expect(await views.read()).toMatchObject({ value: [{ id: 'view-1' }] });
    await views.remove('view-1');
    expect(JSON.parse(state.values.get('views') ?? '')).toEqual({ version: 1, views: [later] });
  });

  it.each(['{"version":2,"views":[]}', 'not JSON'])(
    'are not written over what is not understood: %s',
    async (json) => {
      const { state, start } = newAccount();
      state.values.set('views', json);
      const views = start();
      expect(await views.read()).toMatchObject({ error: { code: 'storageFailed' } });
      expect(await views.save(sampleView())).toMatchObject({ error: { code: 'storageFailed' } });
      expect(state.values.get('views')).toBe(json);
    },
  );

  it('say when they can’t be read or written, and forget nothing then', async () => {
    const { state, start } = newAccount();
    const views = start();
    state.fail('closed');
    expect(await views.read()).toMatchObject({ error: { code: 'copyUnavailable' } });
    state.fail(null);
    await views.save(sampleView());
    state.fail('diskFull');
    expect(await views.save(sampleView({ name: 'Renamed' }))).toMatchObject({
      error: { code: 'storageFailed' },
    });
    expect(await views.read()).toEqual(success([sampleView()]));
  });

  it('have an end', async () => {
    const { start } = newAccount();
    const views = start();
    const { id: _id, isDefault: _isDefault, ...portable } = sampleView();
    await views.add(Array.from({ length: mostViews }, () => portable));
    expect(await views.save(sampleView())).toEqual(failure({ code: 'tooManyViews' }));
    expect(await views.save(sampleView({ id: 'new-1' }))).toMatchObject({ ok: true });
  });
});

import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { createKeptViews } from '../../../electron/workspace/kept-views.ts';
import { createViewExchange } from '../../../electron/workspace/view-exchange.ts';
import { viewsFileText } from '../../../electron/workspace/views-file.ts';
import { createFakeState } from './fake-state.ts';
import { sampleView } from './sample-views.ts';

/** Somebody who chooses `path` in every dialog, or none. */
function exchangeWith({
  path = '/views.json',
  text = viewsFileText([sampleView()]),
  isFull = false,
}: {
  path?: string | null;
  text?: string;
  isFull?: boolean;
} = {}) {
  const files = new Map<string, string>();
  const suggested: string[] = [];
  let drawn = 0;
  const state = createFakeState();
  const views = createKeptViews(state.ask, () => {
    drawn += 1;
    return `new-${drawn}`;
  });
  const exchange = createViewExchange({
    dialogs: {
      fileToSave(name) {
        suggested.push(name);
        return Promise.resolve(path);
      },
      fileToOpen: () => Promise.resolve(path),
    },
    disk: {
      write(at, content) {
        if (isFull) return Promise.reject(new Error('ENOSPC'));
        files.set(at, content.toString());
        return Promise.resolve();
      },
    },
    readFile: () => Promise.resolve(success(text)),
  });
  return { exchange, views, files, suggested, state };
}

const wish = { ids: ['view-1'], fileName: 'Sales orders' };

describe('views that are given to a colleague', () => {
  it('go into the file that was chosen, only those that were wished for', async () => {
    const { exchange, views, files, suggested } = exchangeWith();
    await views.save(sampleView());
    await views.save(sampleView({ id: 'view-2', name: 'Secret' }));
    expect(await exchange.export(views, wish)).toEqual(success({ isSaved: true }));
    expect([...files]).toEqual([['/views.json', viewsFileText([sampleView()])]]);
    expect(suggested).toEqual(['Sales orders']);
  });

  it('stay here when no file is chosen, when there are none, or when the disk is full', async () => {
    const thoughtBetter = exchangeWith({ path: null });
    await thoughtBetter.views.save(sampleView());
    expect(await thoughtBetter.exchange.export(thoughtBetter.views, wish)).toEqual(
      success({ isSaved: false }),
    );
    const gone = exchangeWith();
    expect(await gone.exchange.export(gone.views, wish)).toEqual(failure({ code: 'notFound' }));
    expect(gone.suggested).toEqual([]);
    const full = exchangeWith({ isFull: true });
    await full.views.save(sampleView());
    expect(await full.exchange.export(full.views, wish)).toEqual(
      failure({ code: 'fileNotWritten' }),
    );
  });
});

describe('views of a colleague', () => {
  it('are added to those that are there', async () => {
    const { exchange, views } = exchangeWith();
    await views.save(sampleView());
    expect(await exchange.import(views)).toMatchObject({
      value: { views: [{ id: 'view-1' }, { name: 'Last month (2)' }], imported: ['new-1'] },
    });
  });

  it('change nothing when the file is not understood or none was chosen', async () => {
    const broken = exchangeWith({ text: '{"views":' });
    expect(await broken.exchange.import(broken.views)).toMatchObject({ ok: false });
    const none = exchangeWith({ path: null });
    expect(await none.exchange.import(none.views)).toEqual(success({ views: [], imported: [] }));
    expect([...broken.state.values, ...none.state.values]).toEqual([]);
  });

  it('are not asked for while there is nowhere to put them', async () => {
    const { exchange, views, state } = exchangeWith();
    state.fail('closed');
    expect(await exchange.import(views)).toMatchObject({ error: { code: 'copyUnavailable' } });
  });
});

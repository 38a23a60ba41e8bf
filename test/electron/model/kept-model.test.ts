import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../electron/contract/failure.ts';
import { failure } from '../../../electron/contract/result.ts';
import type { KeptModel } from '../../../electron/model/kept-model.ts';
import { patienceMs } from '../../../electron/model/kept-part.ts';
import { settled } from '../instance/fake-clock.ts';
import { name, newWorld } from './model-world.ts';

async function labels(model: KeptModel): Promise<unknown> {
  const list = await model.entitySets(false);
  const set = await model.entitySet(name);
  return [
    list.ok ? list.value.map(({ label }) => label) : list.error.code,
    set.ok ? set.value.detail.label : set.error.code,
  ];
}

const customers = [['Customers'], 'Customers'];
const clients = [['Clients'], 'Clients'];

describe('the kept model', () => {
  it('asks the instance once for what it keeps, also after starts, and without a network', async () => {
    const { start, asked, fail } = newWorld();
    const model = start();
    expect(await labels(model)).toEqual(customers);
    expect(await labels(model)).toEqual(customers);
    fail('offline');
    expect(await labels(start())).toEqual(customers);
    expect(asked).toEqual(['list en', `${name} en`]);
  });

  it('keeps each language for itself', async () => {
    const { start, asked, speak, rename } = newWorld();
    await labels(start());
    speak('bg');
    rename('Клиенти');
    expect(await labels(start())).toEqual([['Клиенти'], 'Клиенти']);
    speak('en');
    expect(await labels(start())).toEqual(customers);
    expect(asked).toHaveLength(4);
  });

  it('does with the words of another language while the instance can’t be asked for those of this one', async () => {
    const { start, speak, rename, fail } = newWorld();
    await labels(start());
    speak('bg');
    rename('Клиенти');
    fail('offline');
    const model = start();
    expect(await labels(model)).toEqual(customers);
    fail(null);
    expect(await labels(model)).toEqual([['Клиенти'], 'Клиенти']);
  });

  it('answers in the language that the app speaks when the answer comes', async () => {
    const { start, speak, rename, holdAnswers } = newWorld();
    const model = start();
    const release = holdAnswers();
    const answer = model.entitySet(name);
    await settled();
    speak('bg');
    rename('Клиенти');
    release();
    expect(await answer).toMatchObject({ value: { detail: { label: 'Клиенти' } } });
    speak('en');
    expect(await model.entitySet(name)).toMatchObject({
      value: { detail: { label: 'Customers' } },
    });
  });

  it('asks in the language that the app speaks when it turns out that nothing is kept', async () => {
    const { start, speak, asked } = newWorld();
    const answer = start().entitySet(name);
    speak('bg');
    await answer;
    expect(asked).toEqual([`${name} bg`]);
  });

  it('reads from the local copy once what it has parsed', async () => {
    const { start, library } = newWorld();
    await labels(start());
    const model = start();
    await labels(model);
    const reads = library.asked.length;
    await labels(model);
    expect(library.asked).toHaveLength(reads);
  });

  it('asks a newer instance anew', async () => {
    const { start, rename, asked, clock } = newWorld();
    await labels(start());
    rename('Clients');
    expect(await labels(start('26.2'))).toEqual(clients);
    await labels(start('26.2'));
    expect(asked).toHaveLength(4);
    expect(clock.timers()).toBe(0);
  });

  it.each<FailureCode>([
    'offline',
    'timedOut',
    'hostUnreachable',
    'needsSignIn',
    'noLicenceSeat',
    'tooManyRequests',
    'serverUnavailable',
    'serverError',
    'answerIncomplete',
  ])('goes on with an earlier version while the newer instance fails with %s', async (code) => {
    const { start, fail, rename } = newWorld();
    await labels(start());
    fail(code);
    const model = start('26.2');
    expect(await labels(model)).toEqual(customers);
    fail(null);
    rename('Clients');
    expect(await labels(model)).toEqual(clients);
  });

  it.each<FailureCode>(['notFound', 'noPermission'])(
    'takes the word of a newer instance when it says %s',
    async (code) => {
      const { start, fail } = newWorld();
      await labels(start());
      fail(code);
      expect(await labels(start('26.2'))).toEqual([code, code]);
    },
  );

  it('waits a short time for a newer instance, and takes its late answer the next time', async () => {
    const { start, rename, holdAnswers, clock } = newWorld();
    await labels(start());
    rename('Clients');
    const release = holdAnswers();
    const model = start('26.2');
    const answer = model.entitySet(name);
    await settled();
    await clock.advance(patienceMs);
    expect(await answer).toMatchObject({ value: { detail: { label: 'Customers' } } });
    release();
    await settled();
    expect(await model.entitySet(name)).toMatchObject({ value: { detail: { label: 'Clients' } } });
    expect(clock.timers()).toBe(0);
  });

  it('asks for everything anew on reload, and still has what it kept should that fail', async () => {
    const { start, rename, fail } = newWorld();
    const model = start();
    await labels(model);
    rename('Clients');
    fail('offline');
    expect(await model.entitySets(true)).toEqual(failure({ code: 'offline' }));
    expect(await labels(model)).toEqual(customers);
    expect(await labels(start())).toEqual(customers);
    fail(null);
    expect(await labels(start())).toEqual(clients);
  });

  it('has in no language what it had before a reload', async () => {
    const { start, speak, rename, asked } = newWorld();
    const model = start();
    await labels(model);
    speak('bg');
    await model.entitySets(true);
    rename('Clients');
    speak('en');
    expect(await labels(model)).toEqual(clients);
    expect(asked).toEqual(['list en', `${name} en`, 'list bg', 'list en', `${name} en`]);
  });

  it('does not take an answer from before a reload for one from after it', async () => {
    const { start, rename, holdAnswers } = newWorld();
    const model = start();
    const release = holdAnswers();
    const before = model.entitySet(name);
    await settled();
    rename('Clients');
    const reloading = model.entitySets(true);
    release();
    await Promise.all([before, reloading]);
    expect(await labels(model)).toEqual(clients);
    expect(await labels(start())).toEqual(clients);
  });

  it('does not take what it read before a reload for current after it', async () => {
    const { start, rename } = newWorld();
    await labels(start());
    rename('Clients');
    const model = start();
    const [set] = await Promise.all([model.entitySet(name), model.entitySets(true)]);
    expect(set).toMatchObject({ value: { detail: { label: 'Clients' } } });
  });

  it('asks anew after a week, because attributes are added without an upgrade', async () => {
    const { start, clock, rename } = newWorld();
    await labels(start());
    rename('Clients');
    await clock.advance(6 * 24 * 3_600_000);
    expect(await labels(start())).toEqual(customers);
    await clock.advance(2 * 24 * 3_600_000);
    expect(await labels(start())).toEqual(clients);
  });

  it('does without a local copy that fails', async () => {
    const { start, library, asked } = newWorld();
    library.fail('closed');
    const model = start();
    expect(await labels(model)).toEqual(customers);
    expect(await labels(model)).toEqual(customers);
    expect(asked).toHaveLength(2);
  });

  it('takes what an earlier app kept in another form for not kept', async () => {
    const { start, library, asked } = newWorld();
    await labels(start());
    library.exec(`UPDATE model SET directory = '[]'; UPDATE model_set SET detail = '{"form":0}'`);
    expect(await labels(start())).toEqual(customers);
    expect(asked).toHaveLength(4);
  });

  it('tells what is kept, of whatever version, without asking the instance', async () => {
    const { start, asked } = newWorld();
    expect(await start().keptEntitySet(name)).toBeNull();
    await labels(start());
    const model = start('26.2');
    expect((await model.keptEntitySet(name))?.detail.label).toBe('Customers');
    expect(await model.keptEntitySet('../id')).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('knows no set whose name could lead elsewhere', async () => {
    const { start, asked, library } = newWorld();
    expect(await start().entitySet('../id')).toEqual(failure({ code: 'notFound' }));
    expect([...asked, ...library.asked]).toEqual([]);
  });

  it('keeps the model of an instance that does not tell its version', async () => {
    const { start, asked } = newWorld();
    await labels(start(''));
    await labels(start(''));
    expect(asked).toHaveLength(2);
  });
});

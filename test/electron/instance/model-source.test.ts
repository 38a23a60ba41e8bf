import { describe, expect, test } from 'vitest';
import type { Language } from '../../../electron/contract/languages.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createModelSource } from '../../../electron/instance/model-source.ts';
import { attribute } from './sample-model.ts';

const model = 'https://erp.example.com/api/domain/currentmodel';

/** What an instance without `currentmodel` tells. */
const oldMetadata = `<Edmx><DataServices><Schema Namespace="Erp">
  <EntityType Name="B"><Property Name="Id" Type="Edm.Guid"/></EntityType>
  <EntityContainer><EntitySet Name="A_B" EntityType="Erp.B"/></EntityContainer>
  </Schema></DataServices></Edmx>`;

function newSource(answers: Record<string, Result<unknown>>) {
  const asked: string[] = [];
  let language: Language = 'en';
  let metadata: Result<string> = failure({ code: 'notFound' });
  const source = createModelSource({
    domainApi: 'https://erp.example.com/api',
    language: () => language,
    async ask(address) {
      asked.push(address);
      await Promise.resolve();
      return answers[address] ?? failure({ code: 'notFound' });
    },
    async streamDetails(address, take) {
      asked.push(address);
      const answer = answers[address] ?? failure({ code: 'notFound' });
      return answer.ok ? take(JSON.stringify(answer.value)) : answer;
    },
    async askForMetadata() {
      asked.push('$metadata');
      await Promise.resolve();
      return metadata;
    },
  });
  const tellMetadata = (text: string) => {
    metadata = success(text);
  };
  const speak = (to: Language) => {
    language = to;
  };
  return { source, asked, speak, answers, tellMetadata };
}

const list = (label: string) =>
  success([{ Name: 'A_B', RepositoryName: 'A.B', LocalizedName: label }]);
const detail = success({
  Name: 'A_B',
  Attributes: [attribute('Id', 'Edm.Guid')],
  References: null,
});

describe('the model of an instance', () => {
  test('is asked for in the language of the app, once for each', async () => {
    const { source, asked, speak } = newSource({
      [`${model}?culture=en`]: list('Invoices'),
      [`${model}?culture=bg`]: list('Фактури'),
    });
    const [first, second] = await Promise.all([source.entitySets(false), source.entitySets(false)]);
    expect(first).toEqual(success([{ name: 'A_B', label: 'Invoices', module: 'A' }]));
    expect(second).toEqual(first);
    speak('bg');
    expect(await source.entitySets(false)).toMatchObject({ value: [{ label: 'Фактури' }] });
    speak('en');
    await source.entitySets(false);
    expect(asked).toEqual([`${model}?culture=en`, `${model}?culture=bg`]);
  });

  test('is asked for again on reload, with all that is known of single sets', async () => {
    const { source, asked } = newSource({
      [`${model}?culture=en`]: list('Invoices'),
      [`${model}/A_B?culture=en`]: detail,
    });
    await source.entitySet('A_B');
    await source.entitySets(true);
    await source.entitySet('A_B');
    await source.entitySet('A_B');
    expect(asked).toHaveLength(3);
  });

  test('is asked for again after a failure', async () => {
    const { source, answers } = newSource({
      [`${model}?culture=en`]: failure({ code: 'offline' }),
    });
    expect(await source.entitySets(false)).toEqual(failure({ code: 'offline' }));
    answers[`${model}?culture=en`] = list('Invoices');
    expect(await source.entitySets(false)).toMatchObject({ ok: true });
  });

  test.each([
    ['another document', success({ error: 'no' })],
    ['sets without names', success([{ LocalizedName: 'x' }])],
  ])('is not understood when it is %s', async (_, answer) => {
    const { source } = newSource({ [`${model}?culture=en`]: answer });
    expect(await source.entitySets(false)).toMatchObject({
      error: { code: 'answerNotUnderstood' },
    });
  });

  test('is not understood when a set’s own name could lead elsewhere', async () => {
    const answer = success({ Name: '../../id', Attributes: [] });
    const { source } = newSource({ [`${model}/A_B?culture=en`]: answer });
    expect(await source.entitySet('A_B')).toMatchObject({ error: { code: 'answerNotUnderstood' } });
  });

  test.each(['', 'A_B/../../odata', 'A.B', 'A_B?details=true', '../x', 'A%2fB'])(
    'has no set called %j, and nobody is asked for it',
    async (name) => {
      const { source, asked } = newSource({});
      expect(await source.entitySet(name)).toEqual(failure({ code: 'notFound' }));
      expect(asked).toEqual([]);
    },
  );
});

describe('the whole model', () => {
  const { signal } = new AbortController();

  function collect() {
    const pieces: string[] = [];
    const take = (text: string) => {
      pieces.push(text);
      return Promise.resolve(success(null));
    };
    return { take, whole: () => JSON.parse(pieces.join('')) as unknown };
  }

  test('comes as text, in the language that is asked for', async () => {
    const { source } = newSource({
      [`${model}?culture=bg`]: list('Фактури'),
      [`${model}?details=true&culture=bg`]: success([{ Name: 'A_B' }]),
    });
    const { take, whole } = collect();
    expect(await source.stream('bg', take, signal)).toEqual(success(null));
    expect(whole()).toEqual([{ Name: 'A_B' }]);
  });

  test('fails as the list does', async () => {
    const { source, asked } = newSource({ [`${model}?culture=en`]: failure({ code: 'offline' }) });
    expect(await source.stream('en', collect().take, signal)).toEqual(failure({ code: 'offline' }));
    expect(asked).toHaveLength(1);
  });

  test('comes out of $metadata where there is nothing else', async () => {
    const { source, tellMetadata } = newSource({});
    tellMetadata(oldMetadata.replace('</EntityContainer>', '<EntitySet Name="A_C"/>$&'));
    const { take, whole } = collect();
    expect(await source.stream('en', take, signal)).toEqual(success(null));
    expect(whole()).toMatchObject([
      { Name: 'A_B', Attributes: [{ Name: 'Id' }] },
      { Name: 'A_C', Attributes: [] },
    ]);
  });

  test('is not read on when nobody takes it', async () => {
    const { source, tellMetadata } = newSource({});
    tellMetadata(oldMetadata);
    const full = failure({ code: 'storageFailed' });
    expect(await source.stream('en', () => Promise.resolve(full), signal)).toEqual(full);
  });
});

describe('a set by the name that it had before', () => {
  const renames = { value: [{ OldName: 'A_A', NewName: 'A_B', Version: '26.1' }] };
  const answers = {
    [`${model}?culture=en`]: list('Invoices'),
    [`${model}/A_B?culture=en`]: detail,
    GetRenamedEntityTypes: success(renames),
  };

  test('is found, and says what it is called now', async () => {
    const { source, asked } = newSource(answers);
    expect(await source.entitySet('A_A')).toMatchObject({ value: { detail: { name: 'A_B' } } });
    await source.entitySet('A_A');
    expect(asked).toHaveLength(4);
  });

  test('is looked for as well when the instance says that it failed', async () => {
    const { source } = newSource({
      ...answers,
      [`${model}/A_A?culture=en`]: failure({ code: 'serverError' }),
    });
    expect(await source.entitySet('A_A')).toMatchObject({ value: { detail: { name: 'A_B' } } });
  });

  test('is found in $metadata', async () => {
    const { source, tellMetadata } = newSource({ GetRenamedEntityTypes: success(renames) });
    tellMetadata(oldMetadata);
    expect(await source.entitySet('A_A')).toMatchObject({ value: { detail: { name: 'A_B' } } });
  });

  test('is not looked for while the set is in the list, or there is none', async () => {
    const failing = failure({ code: 'serverError' } as const);
    const { source, asked } = newSource({ ...answers, [`${model}/A_B?culture=en`]: failing });
    expect(await source.entitySet('A_B')).toEqual(failing);
    expect(asked).not.toContain('GetRenamedEntityTypes');
    const without = newSource({});
    expect(await without.source.entitySet('A_A')).toEqual(failure({ code: 'notFound' }));
    expect(without.asked).not.toContain('GetRenamedEntityTypes');
  });
});

describe('the model of an instance that is too old for one', () => {
  const listAddress = `${model}?culture=en`;
  const setAddress = `${model}/A_B?culture=en`;

  test('comes out of $metadata, which is asked for once', async () => {
    const { source, asked, tellMetadata } = newSource({});
    tellMetadata(oldMetadata);
    const [found, sets] = await Promise.all([source.entitySet('A_B'), source.entitySets(false)]);
    expect(found).toMatchObject({ value: { detail: { name: 'A_B', columns: [{ name: 'Id' }] } } });
    expect(sets).toEqual(success([{ name: 'A_B', label: 'B', module: 'A' }]));
    expect(await source.entitySet('A_C')).toEqual(failure({ code: 'notFound' }));
    expect(asked).toEqual([setAddress, listAddress, '$metadata', 'GetRenamedEntityTypes']);
  });

  test('is asked for anew on reload, because the instance may have been upgraded', async () => {
    const { source, answers, tellMetadata } = newSource({});
    tellMetadata(oldMetadata);
    await source.entitySets(false);
    answers[listAddress] = list('Invoices');
    answers[setAddress] = detail;
    expect(await source.entitySets(true)).toMatchObject({ value: [{ label: 'Invoices' }] });
    expect(await source.entitySet('A_B')).toMatchObject({ ok: true });
    delete answers[listAddress];
    tellMetadata(oldMetadata.replaceAll('A_B', 'A_C'));
    expect(await source.entitySets(true)).toMatchObject({ value: [{ name: 'A_C' }] });
  });

  test('is believed to be missing after an error of the server only when it comes again', async () => {
    const { source, asked, answers, tellMetadata } = newSource({
      [listAddress]: failure({ code: 'serverError' }),
    });
    tellMetadata(oldMetadata);
    expect(await source.entitySets(false)).toMatchObject({ ok: true });
    expect(asked).toEqual([listAddress, listAddress, '$metadata']);
    answers[listAddress] = failure({ code: 'offline' });
    expect(await source.entitySets(true)).toEqual(failure({ code: 'offline' }));
  });

  test('is not looked for when only one set is unknown', async () => {
    const { source, asked } = newSource({ [listAddress]: list('Invoices') });
    expect(await source.entitySet('A_C')).toEqual(failure({ code: 'notFound' }));
    expect(asked).not.toContain('$metadata');
  });

  test('fails as the model did when there is no $metadata either', async () => {
    const { source } = newSource({});
    expect(await source.entitySets(false)).toEqual(failure({ code: 'notFound' }));
  });

  test.each([
    ['a page', '<html><body>Sign in<br></body></html>'],
    ['a document without sets', '<Edmx><DataServices/></Edmx>'],
    ['cut off', oldMetadata.slice(0, 200)],
  ])('is not taken from what is %s', async (_, text) => {
    const { source, tellMetadata } = newSource({});
    tellMetadata(text);
    expect(await source.entitySets(false)).toMatchObject({ ok: false });
  });
});

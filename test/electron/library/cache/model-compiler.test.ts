import { beforeEach, describe, expect, it, test } from 'vitest';
import {
  createModelCompiler,
  type ModelCompiler,
  type ModelPart,
} from '../../../../electron/library/cache/model-compiler.ts';
import {
  dropUnusedNames,
  startModelIndex,
} from '../../../../electron/library/cache/model-index.ts';
import { searchModel } from '../../../../electron/library/cache/model-search.ts';
import { outdateModel, readModelSet } from '../../../../electron/library/cache/models.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import { setFromJson } from '../../../../electron/model/model-json.ts';
import { attribute, reference } from '../../instance/sample-model.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let cache: Connection;
let compiler: ModelCompiler;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
  compiler = createModelCompiler(cache);
});

function member(name: string, label: string) {
  return attribute(name, 'Edm.String', {}, { LocalizedName: label });
}

const orders = {
  Name: 'Crm_Sales_SalesOrders',
  LocalizedName: 'Продажби',
  Attributes: [member('DocumentNo', 'Номер на документ'), member('Notes', 'Бележки')],
  References: [{ ...reference('Customer', 'Crm_Sales_Customers'), LocalizedName: 'Клиент' }],
};
const customers = {
  Name: 'Crm_Sales_Customers',
  LocalizedName: 'Клиенти',
  Attributes: [member('Name', 'Наименование "кратко"'), member('Number', 'Номер')],
};
const hidden = {
  Name: 'Systems_Internal_Numbers',
  LocalizedName: 'Номера',
  UIVisibility: 'CannotBeShown',
  Attributes: [member('Number', 'Номер')],
};

function compile(sets: readonly object[], change: Partial<ModelPart> = {}, pieces = 7): void {
  const text = JSON.stringify(sets);
  const length = Math.ceil(text.length / pieces);
  for (let part = 0; part < pieces; part += 1) {
    compiler.take({
      ...{ language: 'bg', version: '26.1', receivedAt: 5, oldNames: {}, part },
      text: text.slice(part * length, (part + 1) * length),
      isLast: part === pieces - 1,
      ...change,
    });
  }
  doAll(dropUnusedNames(cache));
}

function find(text: string, limit = 50, language = 'bg'): readonly string[] | null {
  const found = searchModel(cache, { language, text, limit });
  return found?.names.map(({ set, member: of }) => (of === null ? set : `${set}/${of}`)) ?? null;
}

describe('a compiled model', () => {
  it('has all sets as they are kept one by one', () => {
    compile([orders, hidden, customers]);
    for (const set of [orders, hidden, customers]) {
      const kept = readModelSet(cache, { language: 'bg', set: set.Name });
      expect(kept).toMatchObject({ version: '26.1', receivedAt: 5 });
      expect(setFromJson(kept?.detail ?? '')?.detail.name).toBe(set.Name);
    }
  });

  it('is searched by labels and by technical names, sets first', () => {
    compile([orders, customers]);
    expect(find('КЛИЕНТ')).toEqual(['Crm_Sales_Customers', 'Crm_Sales_SalesOrders/Customer']);
    expect(find('customers')).toEqual(['Crm_Sales_Customers']);
    expect(find('ustom')).toEqual(['Crm_Sales_Customers', 'Crm_Sales_SalesOrders/Customer']);
    expect(find('"КРАТКО"')).toEqual(['Crm_Sales_Customers/Name']);
    expect(find('nothing like it')).toEqual([]);
    expect(searchModel(cache, { language: 'bg', text: 'бележ', limit: 1 })).toEqual({
      version: '26.1',
      names: [{ set: 'Crm_Sales_SalesOrders', member: 'Notes', label: 'Бележки' }],
    });
  });

  it('has first, of members, those whose label begins with the text, by their labels', () => {
    compile([orders, customers]);
    expect(find('номер')).toEqual([
      'Crm_Sales_Customers/Number',
      'Crm_Sales_SalesOrders/DocumentNo',
    ]);
    expect(find('на')).toEqual(['Crm_Sales_Customers/Name', 'Crm_Sales_SalesOrders/DocumentNo']);
    expect(find('н', 2)).toEqual(['Crm_Sales_Customers/Name', 'Crm_Sales_Customers/Number']);
  });

  it('is searched for all words, in any order', () => {
    compile([orders, customers]);
    expect(find('документ  номер')).toEqual(['Crm_Sales_SalesOrders/DocumentNo']);
    expect(find('номер name')).toEqual([]);
    expect(find('документ н')).toEqual(['Crm_Sales_SalesOrders/DocumentNo']);
    expect(find('документ щ')).toEqual([]);
    expect(find('номер на')).toEqual(['Crm_Sales_SalesOrders/DocumentNo']);
    expect(find('номер ме')).toEqual([]);
  });

  it('has a word only where its letters stand together', () => {
    compile([{ ...orders, Attributes: [member('A', 'abcabd abdxbcd')] }]);
    expect(find('abcabd')).toHaveLength(1);
    expect(find('abdbcd')).toEqual([]);
    expect(find('cabdab')).toEqual([]);
  });

  test.each(['', '  ', '%', '*', '"', 'NEAR', 'а OR', '\u0000'])('finds nothing for %j', (text) => {
    compile([orders, customers]);
    expect(find(text)).toEqual([]);
  });

  it('finds no more than was asked for', () => {
    const many = Array.from({ length: 30 }, (_, index) => member(`Name${index}`, `Име ${index}`));
    compile([{ ...orders, Attributes: many }]);
    expect(find('име', 10)).toHaveLength(10);
    expect(find('name1', 10)).toHaveLength(10);
  });

  it('finds a set by the names that it had before', () => {
    compile([orders, customers], { oldNames: { Crm_Sales_Customers: ['Crm_Buyers'] } });
    expect(find('buyers')).toEqual(['Crm_Sales_Customers']);
  });

  it('finds nothing of a set that nobody may open', () => {
    compile([hidden]);
    expect(find('номер')).toEqual([]);
  });

  it('is another one in each language', () => {
    compile([customers]);
    expect(find('клиент', 50, 'en')).toBeNull();
    compile([{ ...customers, LocalizedName: 'Customers' }], { language: 'en' });
    expect(find('customers', 50, 'en')).toEqual(['Crm_Sales_Customers']);
    expect(find('клиент')).toEqual(['Crm_Sales_Customers']);
  });

  it('takes the place of the one before', () => {
    compile([orders, customers]);
    compile([customers], { version: '26.2' });
    expect(find('бележки')).toEqual([]);
    expect(searchModel(cache, { language: 'bg', text: 'клиент', limit: 9 })).toMatchObject({
      version: '26.2',
      names: [{ set: 'Crm_Sales_Customers' }],
    });
    for (const table of ['model_name', 'model_search']) {
      expect(cache.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(3);
    }
  });

  it('says that it is outdated when the model is', () => {
    compile([customers]);
    outdateModel(cache);
    expect(searchModel(cache, { language: 'bg', text: 'клиент', limit: 9 })?.version).toBeNull();
  });
});

describe('an index of before', () => {
  it('is taken away some names at a time, and is not searched meanwhile', () => {
    const many = Array.from({ length: 2500 }, (_, index) => member(`Old${index}`, 'Старо'));
    compile([{ ...orders, Attributes: many }]);
    const index = startModelIndex(cache);
    index.add({ set: 'New', member: null, label: 'Ново' }, []);
    index.publish('bg', '26.2', 6);
    const slices = dropUnusedNames(cache);
    expect(slices.next().done).toBe(false);
    const left = () => cache.prepare('SELECT count(*) FROM model_name').pluck().get();
    expect(left()).toBeGreaterThan(1);
    expect(find('старо')).toEqual([]);
    doAll(slices);
    expect(left()).toBe(1);
    expect(find('ново')).toEqual(['New']);
  });
});

describe('an index that is being made', () => {
  it('loses nothing to the taking away of one before', () => {
    compile([orders]);
    const making = startModelIndex(cache);
    making.add({ set: 'New', member: null, label: 'Ново' }, []);
    doAll(dropUnusedNames(cache));
    making.publish('bg', '26.2', 6);
    expect(find('ново')).toEqual(['New']);
  });
});

describe('a model that does not come in whole', () => {
  const part = { language: 'bg', version: '26.2', receivedAt: 6, oldNames: {}, isLast: false };
  const text = JSON.stringify([orders, customers]);

  it('leaves the index of before in use until it has, and nothing behind once another has', () => {
    compile([customers]);
    compiler.take({ ...part, part: 0, text: text.slice(0, -1) });
    expect(find('бележки')).toEqual([]);
    expect(find('клиент')).toEqual(['Crm_Sales_Customers']);
    compile([customers]);
    expect(cache.prepare('SELECT count(*) FROM model_name').pluck().get()).toBe(3);
  });

  it('is refused when a piece is missing, also when the writer has forgotten those before', () => {
    compiler.take({ ...part, part: 0, text: '[' });
    expect(() => compiler.take({ ...part, part: 2, text: ']' })).toThrow('badRequest');
    expect(() => compiler.take({ ...part, part: 1, text: ']' })).toThrow('badRequest');
    expect(() => createModelCompiler(cache).take({ ...part, part: 1, text })).toThrow('badRequest');
  });

  test.each([
    ['cut off', text.slice(0, -1)],
    ['an error', '{"error":{"message":"No"}}'],
    ['of sets without names', '[{"LocalizedName":"x"}]'],
    ['no JSON inside', '[{Name:1}]'],
  ])('is refused when it is %s', (_, wrong) => {
    expect(() => compile([], { text: wrong }, 1)).toThrow('badRequest');
    expect(find('клиент')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { explainFilters } from '../../../electron/answers/filter-meanings.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { createCurrentTimeZone } from '../../../electron/query/time-zone.ts';
import { models } from '../query/sample-models.ts';

const me = { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' };

const company = {
  set: 'General_EnterpriseCompanies',
  id: '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8',
};

function explained(path: string, texts: readonly string[], locale = 'bg-BG') {
  return explainFilters(
    { set: 'Crm_Sales_SalesOrders', path, texts },
    (name) => {
      const model = models(name);
      return Promise.resolve(model === undefined ? failure({ code: 'offline' }) : success(model));
    },
    {
      now: () => Date.UTC(2026, 10, 23, 9),
      timeZone: createCurrentTimeZone(() => 'Europe/Sofia'),
      locale: () => locale,
      me,
      current: () => Promise.resolve(new Map([[company.set, company]])),
    },
  );
}

describe('what expressions mean', () => {
  it('is told of each of them, as of now, in the habits of who types', async () => {
    const path = 'DocumentDate';
    const range = (from: string, to: string) => ({
      conditions: [{ test: 'range', path, from, to }],
    });
    expect(await explained(path, ['(миналия месец)', 'soon', '11/12/2026'])).toEqual(
      success([
        range('2026-10-01', '2026-10-31'),
        { wrong: 'noDay', term: 'soon' },
        range('2026-12-11', '2026-12-11'),
      ]),
    );
    expect(await explained(path, ['11/12/2026'], 'en-US')).toEqual(
      success([range('2026-11-12', '2026-11-12')]),
    );
  });

  it('is told of columns behind references, by way of the sets between', async () => {
    const path = 'Customer/Number';
    expect(await explained(path, ['K*'])).toEqual(
      success([{ conditions: [{ test: 'startsWith', path, text: 'K' }] }]),
    );
  });

  it('is told of what the person works in', async () => {
    expect(await explained('Company', ['(current)', '(me)'])).toEqual(
      success([
        { conditions: [{ test: 'oneOf', path: 'Company', values: [company] }] },
        { wrong: 'noRecord', term: '(me)' },
      ]),
    );
  });

  it('is nothing where there is no such column', async () => {
    const wrong = success([{ wrong: 'noColumn', term: 'a' }]);
    expect(await explained('Nothing', ['a'])).toEqual(wrong);
    expect(await explained('DocumentNo/Number', ['a'])).toEqual(wrong);
  });

  it('is not known without the model of a set on the way', async () => {
    expect(await explained('CreatedBy/Login', ['a'])).toEqual(failure({ code: 'offline' }));
  });

  it.each([
    ['State', 'Sleeping', 'noValue'],
    ['Void', 'maybe', 'noTruth'],
    ['Line', 'five', 'noNumber'],
    ['Id', 'abc', 'noKey'],
    ['Customer', '(me)', 'noRecord'],
    ['Customer', '(current)', 'noRecord'],
    ['DocumentNo', 'a or', 'nothing'],
  ])('in %s of %s is wrong because of %s', async (path, text, wrong) => {
    expect(await explained(path, [text])).toMatchObject({ value: [{ wrong }] });
  });
});

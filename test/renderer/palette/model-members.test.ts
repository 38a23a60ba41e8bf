import { describe, expect, it } from 'vitest';
import { success } from '../../../electron/contract/result.ts';
import { findMembers } from '../../../renderer/palette/model-members.ts';

const credit = { set: 'Customers', member: 'CreditLimit', label: 'Credit limit' };
const other = { set: 'Orders', member: 'CreditState', label: 'Credit state' };

/** What is asked for a text, and what is found. */
async function found(text: string) {
  const asked: string[] = [];
  const names = await findMembers(
    {
      searchMembers: (given) => {
        asked.push(given.text);
        const all = [credit, other].filter(({ label }) => label.toLowerCase().includes(given.text));
        return Promise.resolve(success({ names: all, isCurrent: true }));
      },
    },
    text,
  );
  return { asked, names };
}

describe('the search for columns', () => {
  it('asks once for one word, and for several words also by the last of them', async () => {
    expect(await found('credit')).toEqual({ asked: ['credit'], names: [credit, other] });
    expect(await found('customers credit')).toEqual({
      asked: ['customers credit', 'credit'],
      names: [credit, other],
    });
    expect(await found('credit limit')).toEqual({
      asked: ['credit limit', 'limit'],
      names: [credit],
    });
    expect((await found('credit l')).asked).toEqual(['credit l']);
  });
});

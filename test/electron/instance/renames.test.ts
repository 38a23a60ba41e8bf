import { expect, it, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createRenames } from '../../../electron/instance/renames.ts';

function rename(OldName: string, NewName: string, Version = '24.1') {
  return { OldName, NewName, Version };
}

function newRenames(...answers: Result<unknown>[]) {
  const asked: string[] = [];
  const renames = createRenames(async (address) => {
    asked.push(address);
    await Promise.resolve();
    return answers[asked.length - 1] ?? failure({ code: 'internal' });
  });
  return { renames, asked };
}

it('follows a set through all its names, asking once', async () => {
  const value = [rename('A', 'B'), rename('X', 'Y'), rename('B', 'C'), rename('A', 'Z')];
  const { renames, asked } = newRenames(success({ value }));
  const names = await Promise.all(
    ['A', 'B', 'C', 'X', 'Other'].map((name) => renames.currentName(name)),
  );
  expect(names).toEqual(['C', 'C', 'C', 'Y', 'Other']);
  expect(asked).toEqual(['GetRenamedEntityTypes']);
});

it('takes them in the order of versions, whatever order they come in', async () => {
  const value = [
    rename('B', 'C', '24.1.10.1'),
    rename('C', 'D', '25.1'),
    rename('A', 'B', '24.1.9.80'),
  ];
  const { renames } = newRenames(success({ value }));
  expect(await renames.currentName('A')).toBe('D');
});

it('ends where names go in a circle', async () => {
  const value = [rename('A', 'B'), rename('B', 'A')];
  const { renames } = newRenames(success({ value }));
  expect(await renames.currentName('A')).toBe('A');
});

test.each([
  ['fails', failure({ code: 'notFound' })],
  ['answers with something else', success({ value: ['A'] })],
  ['names what could lead elsewhere', success({ value: [rename('A', '../id')] })],
])(
  'leaves a name as it is when the instance %s, and asks again the next time',
  async (_, answer) => {
    const { renames } = newRenames(answer, success({ value: [rename('A', 'B')] }));
    expect(await renames.currentName('A')).toBe('A');
    expect(await renames.currentName('A')).toBe('B');
  },
);

it('tells all the names that a set had before', async () => {
  const value = [rename('A', 'B'), rename('X', 'Y'), rename('B', 'C')];
  const { renames } = newRenames(success({ value }));
  expect(await renames.oldNames()).toEqual({ C: ['A', 'B'], Y: ['X'] });
  expect(await newRenames().renames.oldNames()).toEqual({});
});

import { expect, it, test } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import type { Library } from '../../../electron/library/library.ts';
import { done, failed, type LibraryFailureCode } from '../../../electron/library/outcome.ts';
import { modelPartLength, schemas } from '../../../electron/library/process/operations.ts';
import { compileModel } from '../../../electron/model/model-compilation.ts';

const model = { language: 'bg', version: '26.1', receivedAt: 1, oldNames: { A: ['B'] } };

function newLibrary(answer: LibraryFailureCode | null = null) {
  const parts: ReturnType<typeof schemas.compileModel.given.parse>[] = [];
  const askLibrary: Library['ask'] = async (name, given) => {
    parts.push(schemas.compileModel.given.parse(given));
    await Promise.resolve();
    return answer === null ? done(schemas[name].answer.parse(null)) : failed(answer);
  };
  return { askLibrary, parts };
}

it('passes the text on in messages that are never too long, and in their order', async () => {
  const { askLibrary, parts } = newLibrary();
  const text = 'Ж1'.repeat(modelPartLength);
  const pieces = [text.slice(0, 10), text.slice(10, 300), text.slice(300)];
  const compiled = await compileModel(askLibrary, model, async (take) => {
    for (const piece of pieces) expect(await take(piece)).toEqual(success(null));
    return success(null);
  });
  expect(compiled).toEqual(success(null));
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.map(({ part, isLast }) => [part, isLast])).toEqual([
    [0, false],
    [1, true],
  ]);
  expect(parts.map(({ oldNames }) => oldNames)).toEqual([{ A: ['B'] }, {}]);
});

it('has no last message when the text was cut', async () => {
  const { askLibrary, parts } = newLibrary();
  const cut = failure({ code: 'answerIncomplete' });
  expect(
    await compileModel(askLibrary, model, async (take) => {
      await take('x'.repeat(modelPartLength + 1));
      return cut;
    }),
  ).toEqual(cut);
  expect(parts.map(({ isLast }) => isLast)).toEqual([false]);
});

test.each([
  ['badRequest', 'answerNotUnderstood'],
  ['diskFull', 'storageFailed'],
  ['closed', 'copyUnavailable'],
] as const)('stops the stream when the local copy says %s', async (code, expected) => {
  const { askLibrary, parts } = newLibrary(code);
  const compiled = await compileModel(askLibrary, model, (take) =>
    take('x'.repeat(3 * modelPartLength)),
  );
  expect(compiled).toMatchObject({ error: { code: expected } });
  expect(parts).toHaveLength(1);
});

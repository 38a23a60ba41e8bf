import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { requestArguments } from '../../../electron/contract/requests.ts';

interface JsonSchema {
  readonly type?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly [keyword: string]: unknown;
}

function described(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema;
}

/** A pattern for all of a text in which nothing may come as often as one likes. */
const measured = /^\^[^*+]*\$$/;

/** Places of a schema where a message could be as long as its sender likes. */
function endless(schema: JsonSchema, place: string): string[] {
  const { type, pattern, maxLength, maxItems } = schema;
  const isChoice = 'const' in schema || 'enum' in schema;
  const isMeasured = pattern !== undefined && measured.test(pattern);
  const isEndless =
    (type === 'string' && !isChoice && maxLength === undefined && !isMeasured) ||
    (type === 'array' && maxItems === undefined);
  const inside = Object.entries(schema).flatMap(([keyword, part]) =>
    typeof part === 'object' && part !== null
      ? endless(part as JsonSchema, `${place}/${keyword}`)
      : [],
  );
  return isEndless ? [place, ...inside] : inside;
}

describe.each(Object.entries(requestArguments))('the argument of %s', (name, schema) => {
  const argument = described(schema);

  test('has an end wherever a text or a list goes into it', () => {
    expect(endless(argument, name)).toEqual([]);
  });

  test('is nothing, or an object without members that nobody reads', () => {
    if (argument.type === undefined) expect(schema.safeParse({}).success).toBe(false);
    else expect(argument).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

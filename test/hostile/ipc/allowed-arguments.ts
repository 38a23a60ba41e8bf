import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as the contract's schemas come to. */
interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
}

/** Arguments that a schema of the contract allows, small ones: made from the schema, so that a new request is fuzzed, too. */
export function allowedArguments(schema: z.ZodType): Arbitrary<unknown> {
  // What JSON can't say is `undefined`, the argument of requests without any.
  const described = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return allowed(described as JsonSchema);
}

function allowed(schema: JsonSchema): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(allowed));
  switch (schema.type ?? '') {
    case 'string':
      return texts(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 2 ** 31 });
    case 'number':
      return fc.double({
        ...{ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true },
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return lists(schema);
    case 'object':
      return objects(schema);
    default:
      return fc.constant(undefined);
  }
}

function texts({ pattern, minLength = 0, maxLength = 30 }: JsonSchema): Arbitrary<string> {
  const most = Math.max(minLength, Math.min(maxLength, 30));
  // Of Unicode's classes there is one that says "no control characters".
  if (pattern?.includes('\\p{') === true)
    return fc.string({ minLength: 1, maxLength: most, unit: 'grapheme-ascii' });
  if (pattern === undefined) return fc.string({ minLength, maxLength: most, unit: 'grapheme' });
  return fc.stringMatching(new RegExp(pattern), { size: 'small' });
}

function lists({ items = {}, minItems = 0, maxItems = 3 }: JsonSchema): Arbitrary<unknown[]> {
  const maxLength = Math.max(minItems, Math.min(maxItems, 3));
  return fc.array(allowed(items), { minLength: minItems, maxLength });
}

function objects(schema: JsonSchema): Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const members = Object.entries(properties).map(([name, member]) => [name, allowed(member)]);
  if (members.length > 0 || typeof additionalProperties !== 'object') {
    const record = Object.fromEntries(members) as Record<string, Arbitrary<unknown>>;
    return fc.record(record, { requiredKeys: [...required], noNullPrototype: true });
  }
  const names = texts(schema.propertyNames ?? {}).filter((name) => name !== '__proto__');
  return fc.dictionary(names, allowed(additionalProperties), { maxKeys: 3, noNullPrototype: true });
}

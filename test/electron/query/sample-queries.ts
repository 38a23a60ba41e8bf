import fc from 'fast-check';
import type {
  Condition,
  ConditionValue,
  StructuredQuery,
} from '../../../electron/contract/query.ts';

const id = '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8';
const path = fc.constantFrom('State', 'DocumentNo', 'Customer', 'SalesOrder/State');
const text = fc.constantFrom('a', 'Б', 'стол', '(last month)', 'й');

const value: fc.Arbitrary<ConditionValue> = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(id, id.toUpperCase()).map((each) => ({ set: 'Crm_Sales_Customers', id: each })),
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    test: fc.constant('oneOf' as const),
    path,
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ test: fc.constant('range' as const), path, from: text, to: fc.constant(null) }),
  fc.record({ test: fc.constantFrom('contains', 'startsWith', 'endsWith'), path, text }),
  fc.record({
    test: fc.constant('measure' as const),
    path,
    from: fc.constantFrom('5', null),
    to: fc.constant(null),
    unit: fc.constantFrom('EUR', 'кг'),
  }),
  fc.record({ test: fc.constant('notEmpty' as const), path }),
  fc.record({ test: fc.constant('expression' as const), path, text }),
);

/** Any query that the schema lets through, with few different words, so that parts are often equal. */
export const anyQuery: fc.Arbitrary<StructuredQuery> = fc.record({
  set: fc.constant('Crm_Sales_SalesOrders'),
  columns: fc.array(fc.constantFrom('State', 'DocumentNo'), { minLength: 1, maxLength: 3 }),
  where: fc.array(fc.array(condition, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
  search: fc.constantFrom('', ' Иван ', 'Иван'),
  order: fc.array(
    fc.record({
      column: fc.constantFrom('State', 'DocumentNo', 'Customer'),
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
    { maxLength: 4 },
  ),
});

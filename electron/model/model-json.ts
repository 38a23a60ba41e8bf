import { z } from 'zod';
import { orderItem } from '../contract/query.ts';
import type { Column, ColumnType, EntitySetDetail, EntitySetSummary } from '../contract/rows.ts';
import { parsedJson } from '../disk/parsed-json.ts';
import type { FilterSupport } from '../instance/member-facts.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { technicalName } from '../instance/model-document.ts';

/**
 * Raised whenever the app makes something else of the same answer of an instance: what an earlier version of the app made of
 * it then counts as not kept.
 */
const form = z.literal(3);

const columnTypes = {
  text: 'text',
  multilingual: 'multilingual',
  boolean: 'boolean',
  integer: 'integer',
  decimal: 'decimal',
  percent: 'percent',
  amount: 'amount',
  quantity: 'quantity',
  date: 'date',
  dateTime: 'dateTime',
  enum: 'enum',
  guid: 'guid',
  reference: 'reference',
  custom: 'custom',
  binary: 'binary',
  other: 'other',
} as const satisfies { readonly [Type in ColumnType]: Type };

const filterSupports = {
  Equals: 'Equals',
  GreaterThanOrLessThan: 'GreaterThanOrLessThan',
  Like: 'Like',
  EqualsIn: 'EqualsIn',
} as const satisfies { readonly [Support in FilterSupport]: Support };

const name = z.string().regex(technicalName);

const summary = z.strictObject({ name, label: z.string(), module: z.string() });

/** One schema for each key: what the model has and this has not would not be given back, and with it nothing of the set. */
type SchemaOfEach<Key extends PropertyKey> = Readonly<Record<Key, z.ZodType>>;

const column = z.strictObject({
  name,
  label: z.string(),
  type: z.enum(columnTypes),
  orderable: z.boolean(),
  shownByDefault: z.boolean(),
  enumLabels: z.record(z.string(), z.string()).exactOptional(),
  referencedSet: z.string().exactOptional(),
  scale: z.number().exactOptional(),
  isCalculated: z.literal(true).exactOptional(),
  category: z.string().exactOptional(),
  markup: z.enum(['html', 'markdown', 'rtf']).exactOptional(),
  // Only paths have steps, and no path is a column of the model.
} satisfies SchemaOfEach<Exclude<keyof Column, 'steps'>>);

const memberFacts = z.strictObject({
  filters: z.array(z.enum(filterSupports)),
  isCalculated: z.boolean(),
  leadsOn: z.boolean(),
  enumValues: z.array(z.string()),
});

const keptSet = z.strictObject({
  form,
  detail: summary.extend({
    hasId: z.boolean(),
    columns: z.array(column),
    owner: name.nullable(),
    children: z.array(z.strictObject({ name: z.string(), label: z.string(), set: name })),
    standardOrder: z.array(orderItem).exactOptional(),
    pictures: z.array(z.strictObject({ name, label: z.string() })).exactOptional(),
  } satisfies SchemaOfEach<Exclude<keyof EntitySetDetail, keyof EntitySetSummary>>),
  rowAttributes: z.array(z.enum(['Id', 'DisplayText'])),
  members: z.array(z.tuple([name, memberFacts])),
});

const keptDirectory = z.strictObject({ form, sets: z.array(summary) });

/** The list of entity sets as it is kept. */
export function directoryToJson(sets: readonly EntitySetSummary[]): string {
  const kept: z.input<typeof keptDirectory> = { form: form.value, sets: [...sets] };
  return JSON.stringify(kept);
}

/** The list that was kept; null when it does not have the form that this version of the app writes. */
export function directoryFromJson(json: string): readonly EntitySetSummary[] | null {
  return parsedJson(json, keptDirectory)?.sets ?? null;
}

/** An entity set as it is kept. */
export function setToJson({ detail, rowAttributes, members }: EntitySetModel): string {
  const facts = [...members].map(([member, { filters, ...others }]) => [
    member,
    { ...others, filters: [...filters] },
  ]);
  return JSON.stringify({ form: form.value, detail, rowAttributes, members: facts });
}

/** The entity set that was kept; null when it does not have the form that this version of the app writes. */
export function setFromJson(json: string): EntitySetModel | null {
  const kept = parsedJson(json, keptSet);
  if (kept === undefined) return null;
  const { detail, rowAttributes, members } = kept;
  return {
    detail,
    rowAttributes,
    members: new Map(
      members.map(([member, { filters, ...others }]) => [
        member,
        { ...others, filters: new Set(filters) },
      ]),
    ),
  };
}

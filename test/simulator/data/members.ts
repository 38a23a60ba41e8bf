import type {
  Attribute,
  AttributeType,
  Calculation,
  ChildCollection,
  EntitySet,
  EnumType,
  FilterSupport,
  Label,
  Reference,
  Visibility,
} from './model.ts';

/**
 * The facts of a member in a few letters, as ERP.net's reference pages abbreviate them:
 * `E` equals, `G` ge and le, `L` like, `I` in, `^` orderable, `?` nullable, `h` hidden by default,
 * `x` can't be shown, `>` short, `<` long.
 */
export type Facts = string;

type Details = Partial<
  Pick<
    Attribute,
    'maxLength' | 'precision' | 'scale' | 'logicalOrder' | 'subtype' | 'unitExpression' | 'width'
  >
>;

const filterLetters: Readonly<Record<string, FilterSupport>> = {
  E: 'Equals',
  G: 'GreaterThanOrLessThan',
  L: 'Like',
  I: 'EqualsIn',
};

function filtersOf(facts: Facts): FilterSupport[] {
  return Object.entries(filterLetters)
    .filter(([letter]) => facts.includes(letter))
    .map(([, filter]) => filter);
}

function visibilityOf(facts: Facts): Visibility {
  if (facts.includes('x')) return 'CannotBeShown';
  return facts.includes('h') ? 'HiddenByDefault' : 'ShownByDefault';
}

export function label(en: string, bg: string): Label {
  return { en, bg };
}

/** An attribute of any type; the functions below are the shorthand for the common ones. */
export function attribute(
  type: AttributeType,
  name: string,
  en: string,
  bg: string,
  facts: Facts,
  details: Details = {},
): Attribute {
  const width = facts.includes('>') ? 'Short' : facts.includes('<') ? 'Long' : undefined;
  return {
    name,
    type,
    label: { en, bg },
    origin: 'system',
    filters: filtersOf(facts),
    orderable: facts.includes('^'),
    nullable: facts.includes('?'),
    visibility: visibilityOf(facts),
    ...(width === undefined ? {} : { width }),
    ...details,
  };
}

type Shorthand = (
  name: string,
  en: string,
  bg: string,
  facts: Facts,
  details?: Details,
) => Attribute;

function shorthand(type: AttributeType, preset: Details = {}): Shorthand {
  return (name, en, bg, facts, details = {}) =>
    attribute(type, name, en, bg, facts, { ...preset, ...details });
}

export const text: Shorthand = shorthand('Edm.String', { maxLength: 254 });
export const flag: Shorthand = shorthand('Edm.Boolean');
export const integer: Shorthand = shorthand('Edm.Int32');
export const guid: Shorthand = shorthand('Edm.Guid');
export const moment: Shorthand = shorthand('Edm.DateTimeOffset');
export const decimal: Shorthand = shorthand('Edm.Decimal', { precision: 18, scale: 2 });
export const percent: Shorthand = shorthand('Edm.Decimal', { precision: 7, scale: 6 });
export const picture: Shorthand = shorthand('Edm.Binary', { subtype: 'Binary_Picture' });
export const localized: Shorthand = shorthand('Erp.MultilanguageString', {
  maxLength: 254,
  subtype: 'String_MultilanguageString',
});
export const amount: Shorthand = shorthand('Erp.Amount', {
  precision: 18,
  scale: 2,
  subtype: 'Decimal_Amount',
});
export const quantity: Shorthand = shorthand('Erp.Quantity', {
  precision: 18,
  scale: 3,
  subtype: 'Decimal_Quantity',
});

/** An attribute that takes one of a list of values. */
export function choice(
  enumType: EnumType,
  name: string,
  en: string,
  bg: string,
  facts: Facts,
  details: Details = {},
): Attribute {
  return { ...attribute('enum', name, en, bg, facts, details), enumType };
}

/** An enum's values; numbers count up from 0 where none is given. */
export function enumeration(
  type: string,
  values: readonly (readonly [name: string, en: string, bg: string, value?: number])[],
  formerType?: string,
): EnumType {
  return {
    type,
    ...(formerType === undefined ? {} : { formerType }),
    values: values.map(([name, en, bg, value], index) => ({
      value: value ?? index,
      name,
      label: { en, bg },
    })),
  };
}

/** An attribute that the instance's own administrators added. */
export function customProperty(code: string, en: string, bg: string): Attribute {
  const name = `CustomProperty_${code}`;
  return {
    ...attribute('Erp.CustomPropertyValue', name, en, bg, 'E?'),
    origin: 'custom',
  };
}

/** An attribute that the server works out; never filterable, never selected by default. */
export function calculated(member: Attribute, calculation: Calculation): Attribute {
  return { ...member, origin: 'calculated', visibility: 'HiddenByDefault', calculation };
}

export function reference(
  name: string,
  target: string,
  en: string,
  bg: string,
  facts: Facts = '',
  kind: 'plain' | 'filterable' | 'ownership' = 'plain',
): Reference {
  return {
    name,
    target,
    label: { en, bg },
    filters: filtersOf(`EI${facts}`),
    nullable: facts.includes('?'),
    visibility: visibilityOf(facts),
    isOwnership: kind === 'ownership',
    isFilterable: kind !== 'plain',
  };
}

/** A reference that has a place in the logical order; most have none. */
export function inPlace(logicalOrder: number, member: Reference): Reference {
  return { ...member, logicalOrder };
}

export function collection(
  name: string,
  target: string,
  backReference: string,
  en: string,
  bg: string,
): ChildCollection {
  return { name, target, backReference, label: { en, bg } };
}

const displayText = calculated(
  attribute('Edm.String', 'DisplayText', 'Display text', 'Текст', ''),
  {
    kind: 'displayText',
  },
);

const extensible: readonly Attribute[] = [
  integer('ObjectVersion', 'Object version', 'Версия на обекта', 'h'),
].map((member) => ({ ...member, origin: 'extensible' }));

const extensibleRoot: readonly Attribute[] = [
  text('ExternalId', 'External id', 'Външен идентификатор', 'EI^?h', { maxLength: 64 }),
  text('ExternalSystem', 'External system', 'Външна система', 'EI?h', { maxLength: 64 }),
  moment('AggregateLastUpdateTimeUtc', 'Last update (UTC)', 'Последна промяна (UTC)', 'G^h', {
    subtype: 'DateTime_Utc',
  }),
].map((member) => ({ ...member, origin: 'extensible' }));

interface SetDescription {
  readonly label: Label;
  readonly category: EntitySet['category'];
  readonly aggregateParent?: string;
  readonly base?: string;
  readonly key?: string;
  readonly displayText?: string;
  readonly searchMembers?: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly references?: readonly Reference[];
  readonly collections?: readonly ChildCollection[];
}

/** An entity set with the attributes that every set of its kind has: key, display text, last update. */
export function entitySet(name: string, objectType: string, facts: SetDescription): EntitySet {
  const isView = facts.category === 'Views';
  const key = facts.key ?? 'Id';
  const isRoot = facts.aggregateParent === undefined;
  const own: readonly Attribute[] = isView
    ? []
    : [guid(key, key, 'Ид', 'EGIh'), displayText, ...extensible, ...(isRoot ? extensibleRoot : [])];
  return {
    references: [],
    collections: [],
    searchMembers: [],
    displayText: '',
    ...facts,
    name,
    objectType,
    key,
    isView,
    attributes: [...facts.attributes, ...own],
  };
}

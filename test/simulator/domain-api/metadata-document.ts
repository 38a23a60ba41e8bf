import type { Attribute, EntitySet, EnumType, Model } from '../data/model.ts';
import { edmType } from './model-document.ts';

function enumElement({ type, values }: EnumType): string {
  const members = values.map(({ name, value }) => `<Member Name="${name}" Value="${value}"/>`);
  return `<EnumType Name="${type.slice('Erp.'.length)}">${members.join('')}</EnumType>`;
}

function propertyElement(attribute: Attribute): string {
  const facets = [
    attribute.nullable ? '' : ' Nullable="false"',
    attribute.maxLength === undefined || attribute.type !== 'Edm.String'
      ? ''
      : ` MaxLength="${attribute.maxLength}"`,
    attribute.type === 'Edm.Decimal'
      ? ` Precision="${attribute.precision ?? 18}" Scale="${attribute.scale ?? 0}"`
      : '',
  ];
  return `<Property Name="${attribute.name}" Type="${edmType(attribute)}"${facets.join('')}/>`;
}

function entityElement(model: Model, set: EntitySet): string {
  const base = set.base === undefined ? undefined : model.get(set.base);
  const key = base || set.isView ? '' : `<Key><PropertyRef Name="${set.key}"/></Key>`;
  const references = set.references.map(({ name, target, nullable }) => {
    const type = model.get(target)?.objectType ?? '';
    return `<NavigationProperty Name="${name}" Type="${type}"${nullable ? '' : ' Nullable="false"'}/>`;
  });
  const collections = set.collections.map(({ name, target }) => {
    const type = model.get(target)?.objectType ?? '';
    return `<NavigationProperty Name="${name}" Type="Collection(${type})"/>`;
  });
  const inherited = base
    ? new Set([...base.attributes, ...base.references, ...base.collections].map(({ name }) => name))
    : new Set<string>();
  const own = [
    ...set.attributes.map((attribute) => [attribute.name, propertyElement(attribute)] as const),
    ...set.references.map(({ name }, index) => [name, references[index] ?? ''] as const),
    ...set.collections.map(({ name }, index) => [name, collections[index] ?? ''] as const),
  ].filter(([name]) => !inherited.has(name));
  const baseType = base ? ` BaseType="${base.objectType}"` : '';
  const name = set.objectType.slice('Erp.'.length);
  return `<EntityType Name="${name}"${baseType}>${key}${own.map(([, element]) => element).join('')}</EntityType>`;
}

const complexTypes = `
<ComplexType Name="Amount"><Property Name="Value" Type="Edm.Decimal"/><Property Name="Currency" Type="Edm.String"/></ComplexType>
<ComplexType Name="Quantity"><Property Name="Value" Type="Edm.Decimal"/><Property Name="Unit" Type="Edm.String"/></ComplexType>
<ComplexType Name="MultilanguageString" OpenType="true"/>
<ComplexType Name="CustomPropertyValue"><Property Name="Value" Type="Edm.String"/><Property Name="ValueId" Type="Edm.Guid"/><Property Name="Description" Type="Erp.MultilanguageString"/></ComplexType>`;

/** The model as CSDL (OData Common Schema Definition Language 4.0), for servers without `currentmodel`. */
export function metadataDocument(model: Model): string {
  const sets = [...model.values()];
  const enums = new Map(
    sets
      .flatMap(({ attributes }) => attributes)
      .flatMap(({ enumType }) => (enumType ? [[enumType.type, enumType] as const] : [])),
  );
  const entitySets = sets.map(
    ({ name, objectType }) => `<EntitySet Name="${name}" EntityType="${objectType}"/>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Erp" xmlns="http://docs.oasis-open.org/odata/ns/edm">${complexTypes}
${[...enums.values()].map(enumElement).join('\n')}
${sets.map((set) => entityElement(model, set)).join('\n')}
<EntityContainer Name="Container">${entitySets.join('')}</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;
}

/**
 * The shape in which the simulator writes down its entity sets. `domain-api/model-document.ts` turns it into
 * what `currentmodel` answers, `domain-api/tables.ts` into SQLite tables.
 *
 * Names, types, filters and order are facts of ERP.net's domain model (ErpNetDocs model, CC BY 4.0); the
 * localized names and the choice of members are ours.
 */

/** A name in both languages of the instance. */
export interface Label {
  readonly en: string;
  readonly bg: string;
}

/** One flag of `BaseInfo.SupportedFilters` (ErpNetDocs dev, domain-api/common-tasks/discover-model.md). */
export type FilterSupport = 'Equals' | 'GreaterThanOrLessThan' | 'Like' | 'EqualsIn';

export type Visibility = 'ShownByDefault' | 'HiddenByDefault' | 'CannotBeShown';

interface EnumValue {
  readonly value: number;
  readonly name: string;
  readonly label: Label;
}

export interface EnumType {
  /** Such as `Erp.General_Documents_DocumentState`. */
  readonly type: string;
  /** What older servers and the documentation's filter examples call it, where that differs. */
  readonly formerType?: string;
  readonly values: readonly EnumValue[];
}

export type AttributeType =
  | 'Edm.String'
  | 'Edm.Boolean'
  | 'Edm.Int32'
  | 'Edm.Decimal'
  | 'Edm.Guid'
  | 'Edm.DateTimeOffset'
  | 'Edm.Binary'
  | 'Erp.Amount'
  | 'Erp.Quantity'
  | 'Erp.MultilanguageString'
  | 'Erp.CustomPropertyValue'
  | 'enum';

/**
 * Where an attribute comes from: a system attribute is selected by default, the extensible data object's
 * (`ObjectVersion`, `AggregateLastUpdateTimeUtc`), calculated and custom ones only by name.
 */
type AttributeOrigin = 'system' | 'extensible' | 'calculated' | 'custom';

/** What a calculated attribute is made of; `domain-api/calculations.ts` turns it into SQL. */
export type Calculation =
  | { readonly kind: 'displayText' }
  | { readonly kind: 'stateTags' }
  | { readonly kind: 'fullState' }
  | {
      readonly kind: 'lineTotal';
      readonly collection: string;
      readonly attribute: string;
      /** What the sum is multiplied with, in percent: 120 adds VAT. */
      readonly percent: number;
    };

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly label: Label;
  readonly origin: AttributeOrigin;
  readonly filters: readonly FilterSupport[];
  readonly orderable: boolean;
  readonly nullable: boolean;
  readonly visibility: Visibility;
  readonly enumType?: EnumType;
  readonly calculation?: Calculation;
  readonly maxLength?: number;
  readonly precision?: number;
  /** Digits after the point of a decimal, an amount or a quantity. */
  readonly scale?: number;
  readonly logicalOrder?: number;
  readonly subtype?: string;
  readonly width?: 'Short' | 'Long';
  /** Where the currency or the unit comes from, as the model tells it. */
  readonly unitExpression?: string;
}

export interface Reference {
  readonly name: string;
  /** The entity set it points to. */
  readonly target: string;
  readonly label: Label;
  readonly filters: readonly FilterSupport[];
  readonly nullable: boolean;
  readonly visibility: Visibility;
  readonly logicalOrder?: number;
  /** The reference of a child to its parent, by which paths may always be filtered. */
  readonly isOwnership: boolean;
  /** Whether `$filter` may go on to the attributes of what it points to. */
  readonly isFilterable: boolean;
}

export interface ChildCollection {
  readonly name: string;
  /** The entity set of the children. */
  readonly target: string;
  /** The children's reference to the owner. */
  readonly backReference: string;
  readonly label: Label;
}

export interface EntitySet {
  /** Such as `Crm_Sales_Customers`. */
  readonly name: string;
  /** Such as `Erp.Crm_Sales_Customer`. */
  readonly objectType: string;
  readonly label: Label;
  readonly category: 'Definitions' | 'Documents' | 'Settings' | 'Views';
  /** Set on the child sets of an aggregate; absent on aggregate roots. */
  readonly aggregateParent?: string;
  /** A view has no key: it is paged by `$skip` and its rows have neither `Id` nor `DisplayText`. */
  readonly isView: boolean;
  /** The set whose rows include this one's: parties of companies, documents of sales orders. */
  readonly base?: string;
  /** The attribute that holds the key; `PartyId` and `DocumentId` on the two base sets. */
  readonly key: string;
  /** Such as `{DocumentType.TypeName} {DocumentNo}{StateTagsAttribute}`. */
  readonly displayText: string;
  /** Paths that `$search` looks into besides the display text. */
  readonly searchMembers: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly references: readonly Reference[];
  readonly collections: readonly ChildCollection[];
}

/** The whole model, by entity set name. */
export type Model = ReadonlyMap<string, EntitySet>;

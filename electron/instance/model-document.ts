import { z } from 'zod';

/** A name of a set or a member; only such a name may become part of an address. */
export const technicalName = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;

// Compact answers leave nulls out, detailed ones keep them; members that we do not know are let through.

const baseInfo = z.object({
  LogicalOrder: z.number().nullish(),
  Internal: z.boolean().nullish(),
  Orderable: z.boolean().nullish(),
  Precision: z.number().nullish(),
  Scale: z.number().nullish(),
  DateTimeUtc: z.boolean().nullish(),
  DefaultValueType: z.string().nullish(),
  DefaultFormat: z.string().nullish(),
  UIVisibility: z.string().nullish(),
  Options: z.string().nullish(),
  Subtype: z.string().nullish(),
  /** Flags, `Equals, Like`; those left out are not supported. */
  SupportedFilters: z.string().nullish(),
});

const enumValue = z.object({
  Name: z.string(),
  Value: z.number().nullish(),
  LocalizedName: z.string().nullish(),
});

const attribute = z.object({
  Name: z.string(),
  Type: z.string(),
  LocalizedName: z.string().nullish(),
  CategoryLocalizedName: z.string().nullish(),
  IsCustomProperty: z.boolean().nullish(),
  IsCalculatedDataAttribute: z.boolean().nullish(),
  IsBlob: z.boolean().nullish(),
  BaseInfo: baseInfo.nullish(),
  enumValues: z.array(enumValue).nullish(),
});

const reference = z.object({
  Name: z.string(),
  LocalizedName: z.string().nullish(),
  CategoryLocalizedName: z.string().nullish(),
  ReferencedEntitySet: z.string().nullish(),
  IsOwnership: z.boolean().nullish(),
  IsFilterable: z.boolean().nullish(),
  IsAggregateParent: z.boolean().nullish(),
  BaseInfo: baseInfo.nullish(),
});

const childCollection = z.object({
  Name: z.string(),
  LocalizedName: z.string().nullish(),
  ChildEntitySet: z.string().nullish(),
});

const entitySetHeading = z.object({
  Name: z.string(),
  RepositoryName: z.string().nullish(),
  LocalizedName: z.string().nullish(),
  UIVisibility: z.string().nullish(),
  Category: z.string().nullish(),
});

/**
 * What `currentmodel` answers in its compact form.
 * @see ERP.net docs, domain-api/common-tasks/discover-model.md
 */
export const compactModel = z.array(entitySetHeading);

/** What `currentmodel/{EntitySet}` answers. */
export const detailedEntitySet = entitySetHeading.extend({
  Name: z.string().regex(technicalName),
  Attributes: z.array(attribute).nullish(),
  References: z.array(reference).nullish(),
  ChildCollections: z.array(childCollection).nullish(),
});

/** An entity set of the compact model. */
export type EntitySetHeading = z.infer<typeof entitySetHeading>;
/** An entity set with its members. */
export type DetailedEntitySet = z.infer<typeof detailedEntitySet>;
/** One attribute of an entity set. */
export type Attribute = z.infer<typeof attribute>;
/** One reference of an entity set. */
export type Reference = z.infer<typeof reference>;

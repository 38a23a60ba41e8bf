import type { ColumnType } from '../contract/rows.ts';
import type { Attribute } from './model-document.ts';

const typesByEdmType: Readonly<Record<string, ColumnType>> = {
  'Edm.String': 'text',
  'Edm.Boolean': 'boolean',
  'Edm.Byte': 'integer',
  'Edm.SByte': 'integer',
  'Edm.Int16': 'integer',
  'Edm.Int32': 'integer',
  'Edm.Int64': 'integer',
  'Edm.Decimal': 'decimal',
  'Edm.Double': 'decimal',
  'Edm.Single': 'decimal',
  'Edm.Guid': 'guid',
  'Edm.Date': 'date',
  'Edm.DateTimeOffset': 'dateTime',
  'Edm.Binary': 'binary',
  'Edm.Stream': 'binary',
  'Erp.Amount': 'amount',
  'Erp.Quantity': 'quantity',
  'Erp.MultilanguageString': 'multilingual',
  'Erp.CustomPropertyValue': 'custom',
};

/**
 * Whether a point in time is meant as a day. The model says it outright only for UTC times and for some defaults and
 * formats; for the rest the vendor's naming is the only sign (`DocumentDate`, `FromDate`, but `CreationTime`).
 */
function isDay({ Name, BaseInfo }: Attribute): boolean {
  if (BaseInfo?.DateTimeUtc === true || BaseInfo?.Subtype === 'DateTime_Utc') return false;
  if (/^CurrentDateTime/.test(BaseInfo?.DefaultValueType ?? '')) return false;
  if (BaseInfo?.DefaultValueType === 'CurrentDate') return true;
  const format = BaseInfo?.DefaultFormat;
  // .NET's standard formats: short and long date; everything else shows a time.
  if (typeof format === 'string' && format !== '') return format === 'd' || format === 'D';
  return /Date/.test(Name) && !/Time|Utc/.test(Name);
}

/**
 * Percent by the model's subtype; or a decimal of that name which can't reach ten, and therefore holds a fraction of
 * one (the standard model's discounts: precision 7, scale 6).
 */
function isPercent({ Name, BaseInfo }: Attribute): boolean {
  if (BaseInfo?.Subtype === 'Decimal_Percent') return true;
  const precision = BaseInfo?.Precision ?? 0;
  const wholeDigits = precision - (BaseInfo?.Scale ?? 0);
  return /Percent$/.test(Name) && precision > 0 && wholeDigits <= 1;
}

/**
 * How the values of an attribute are read and shown.
 * @see ERP.net docs, domain-api/common-tasks/discover-model.md, `Type` and `BaseInfo.Subtype`
 */
export function columnType(attribute: Attribute): ColumnType {
  if (attribute.IsCustomProperty === true) return 'custom';
  if (attribute.enumValues != null) return 'enum';
  const type = Object.hasOwn(typesByEdmType, attribute.Type)
    ? typesByEdmType[attribute.Type]
    : undefined;
  if (type === 'decimal' && isPercent(attribute)) return 'percent';
  if (type === 'dateTime' && isDay(attribute)) return 'date';
  return type ?? 'other';
}

/**
 * Holds a picture of the row. Other binary contents, such as files that are attached to documents, are none.
 * @see ERP.net docs, domain-api/common-tasks/discover-model.md, `BaseInfo.Subtype`
 */
export function isPicture({ Type, BaseInfo }: Attribute): boolean {
  return typesByEdmType[Type] === 'binary' && BaseInfo?.Subtype === 'Binary_Picture';
}

/** Contents that no list may hold: secrets, because they are secrets, and binary contents, because they are huge. */
export function isUnlistable({ Name, Type, IsBlob, BaseInfo }: Attribute): boolean {
  const isSecret =
    BaseInfo?.Subtype === 'String_Password' ||
    /\bSecuritySensitiveString\b/.test(BaseInfo?.Options ?? '') ||
    // Older models have neither subtype nor option.
    /^(Password|.*PasswordHash)$/.test(Name);
  return isSecret || IsBlob === true || typesByEdmType[Type] === 'binary';
}

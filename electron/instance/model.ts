import type { Language } from '../contract/languages.ts';
import type {
  ChildCollection,
  Column,
  EntitySetDetail,
  EntitySetSummary,
  Markup,
  PictureColumn,
} from '../contract/rows.ts';
import { columnType, isPicture, isUnlistable } from './column-type.ts';
import { inReadingOrder, newestFirst, withFirstSight } from './first-sight.ts';
import { attributeFacts, type MemberFacts, referenceFacts } from './member-facts.ts';
import {
  type Attribute,
  type DetailedEntitySet,
  type EntitySetHeading,
  type Reference,
  technicalName,
} from './model-document.ts';

/** An entity set as the app knows it: what the window may know, and what only queries need. */
export interface EntitySetModel {
  readonly detail: EntitySetDetail;
  /** The two attributes that name a row, as far as the set has them; base sets call their key something else. */
  readonly rowAttributes: readonly ('Id' | 'DisplayText')[];
  /** What queries need to know about the columns of `detail`, by name. */
  readonly members: ReadonlyMap<string, MemberFacts>;
}

/** Members that the model calls unfit for any user interface. */
const neverShown = 'CannotBeShown';

/** `SalesOrders` → `Sales orders`, for the rare member without a localized name. */
function spokenName(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1).replace(/^.*_(?=[A-Z])/, '');
  const words = last.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').split(' ');
  return words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(' ');
}

function summary(heading: EntitySetHeading): EntitySetSummary {
  const repository = heading.RepositoryName ?? heading.Name.replaceAll('_', '.');
  return {
    name: heading.Name,
    label: heading.LocalizedName?.trim() || spokenName(repository),
    module: repository.slice(0, Math.max(repository.lastIndexOf('.'), 0)),
  };
}

/** Whether a person may open the set. */
export function isForPeople({ Name, UIVisibility }: EntitySetHeading): boolean {
  return UIVisibility !== neverShown && technicalName.test(Name);
}

/** The sets that a person may open, by label in the order of their language. */
export function toSummaries(
  headings: readonly EntitySetHeading[],
  language: Language,
): EntitySetSummary[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return headings
    .filter(isForPeople)
    .map(summary)
    .sort((a, b) => compare(a.label, b.label) || compare(a.name, b.name));
}

function isShownByDefault({ BaseInfo }: Attribute | Reference): boolean {
  return BaseInfo?.UIVisibility == null || BaseInfo.UIVisibility === 'ShownByDefault';
}

function isFit({ Name, BaseInfo }: Attribute | Reference): boolean {
  const hidden = BaseInfo?.Internal === true || BaseInfo?.UIVisibility === neverShown;
  return !hidden && technicalName.test(Name);
}

function enumLabels({ enumValues }: Attribute): Record<string, string> {
  return Object.fromEntries(
    (enumValues ?? []).map(({ Name, LocalizedName }) => [Name, LocalizedName?.trim() || Name]),
  );
}

function categoryOf({ CategoryLocalizedName }: Attribute | Reference): Pick<Column, 'category'> {
  const category = CategoryLocalizedName?.trim() ?? '';
  return category === '' ? {} : { category };
}

const markups: Readonly<Record<string, Markup>> = {
  String_Html: 'html',
  String_Markdown: 'markdown',
  String_Rtf: 'rtf',
};

function markupOf({ BaseInfo }: Attribute): Pick<Column, 'markup'> {
  const subtype = BaseInfo?.Subtype ?? '';
  const markup = Object.hasOwn(markups, subtype) ? markups[subtype] : undefined;
  return markup === undefined ? {} : { markup };
}

function attributeColumn(attribute: Attribute): Column {
  const { Name, LocalizedName, BaseInfo } = attribute;
  const type = columnType(attribute);
  const { Precision, Scale } = BaseInfo ?? {};
  // A scale of 0 beside a precision of 0 only means that there is nothing to tell.
  const hasScale = Scale != null && (Precision ?? 0) > 0;
  return {
    name: Name,
    label: LocalizedName?.trim() || spokenName(Name),
    type,
    orderable: BaseInfo?.Orderable === true,
    shownByDefault: isShownByDefault(attribute),
    ...(attribute.IsCalculatedDataAttribute === true ? { isCalculated: true } : {}),
    ...(type === 'enum' ? { enumLabels: enumLabels(attribute) } : {}),
    ...(hasScale ? { scale: Scale } : {}),
    ...categoryOf(attribute),
    ...markupOf(attribute),
  };
}

function pictureColumn({ Name, LocalizedName }: Attribute): PictureColumn {
  return { name: Name, label: LocalizedName?.trim() || spokenName(Name) };
}

function referenceColumn(reference: Reference): Column {
  const { Name, LocalizedName, ReferencedEntitySet, BaseInfo } = reference;
  return {
    name: Name,
    label: LocalizedName?.trim() || spokenName(Name),
    type: 'reference',
    orderable: BaseInfo?.Orderable === true,
    // Without BaseInfo the reference is worked out by the server and not part of the row.
    shownByDefault: BaseInfo != null && isShownByDefault(reference),
    ...(ReferencedEntitySet ? { referencedSet: ReferencedEntitySet } : {}),
    ...categoryOf(reference),
  };
}

/** The reference that makes a row part of another; where several do, the one that leads up the aggregate. */
function ownerOf(references: readonly Reference[]): string | null {
  const owners = references.filter(({ IsOwnership }) => IsOwnership === true);
  const parent = owners.find(({ IsAggregateParent }) => IsAggregateParent === true) ?? owners[0];
  return parent?.Name ?? null;
}

function childCollections({ ChildCollections }: DetailedEntitySet): ChildCollection[] {
  return (ChildCollections ?? []).flatMap(({ Name, LocalizedName, ChildEntitySet }) =>
    ChildEntitySet != null && technicalName.test(ChildEntitySet)
      ? [{ name: Name, label: LocalizedName?.trim() || spokenName(Name), set: ChildEntitySet }]
      : [],
  );
}

/** Makes the app's view of a set: its columns in the model's logical order, without what must not be shown. */
export function toEntitySet(set: DetailedEntitySet): EntitySetModel {
  const attributes = (set.Attributes ?? []).filter(isFit);
  const listable = attributes.filter((attribute) => !isUnlistable(attribute));
  const pictures = attributes.filter(isPicture);
  const references = (set.References ?? []).filter(isFit);
  const columns = [
    ...listable.map((each) => ({
      column: attributeColumn(each),
      order: each.BaseInfo?.LogicalOrder ?? null,
    })),
    ...references.map((each) => ({
      column: referenceColumn(each),
      order: each.BaseInfo?.LogicalOrder ?? null,
    })),
  ];
  const ordered = inReadingOrder(withFirstSight(set, columns)).map(({ column }) => column);
  const standardOrder = newestFirst(ordered);

  const names = new Set((set.Attributes ?? []).map(({ Name }) => Name));
  const rowAttributes = (['Id', 'DisplayText'] as const).filter((name) => names.has(name));
  return {
    detail: {
      ...summary(set),
      hasId: rowAttributes.length > 0,
      columns: ordered,
      owner: ownerOf(references),
      children: childCollections(set),
      ...(standardOrder === undefined ? {} : { standardOrder }),
      ...(pictures.length > 0 ? { pictures: pictures.map(pictureColumn) } : {}),
    },
    rowAttributes,
    members: new Map([
      ...listable.map((each) => [each.Name, attributeFacts(each)] as const),
      ...references.map((each) => [each.Name, referenceFacts(each)] as const),
    ]),
  };
}

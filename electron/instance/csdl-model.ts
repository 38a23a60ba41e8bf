import type {
  CsdlDocument,
  CsdlEntityType,
  CsdlNavigation,
  CsdlProperty,
} from './csdl-document.ts';
import type {
  Attribute,
  DetailedEntitySet,
  EntitySetHeading,
  Reference,
} from './model-document.ts';

/** Members that every set has and nobody reads a list for. */
const serviceMembers =
  /^(Id|DisplayText|ObjectVersion|ExternalId|ExternalSystem|AggregateLastUpdateTimeUtc|(Creation|Update)(Time|User).*|CustomProperty_.*)$/;

/** The sets of a CSDL document, which knows no words for people. */
export function csdlHeadings({ entitySets }: CsdlDocument): readonly EntitySetHeading[] {
  return [...entitySets.keys()].map((Name) => ({ Name }));
}

/** A type before those that it is derived from, which may not lead back to itself. */
function lineage({ entityTypes }: CsdlDocument, type: string): readonly CsdlEntityType[] {
  const found = new Map<string, CsdlEntityType>();
  for (let next: string | null = type; next !== null && !found.has(next); ) {
    const entityType = entityTypes.get(next);
    if (entityType === undefined) break;
    found.set(next, entityType);
    next = entityType.baseType;
  }
  return [...found.values()];
}

/** Without a subtype only its name tells that a text is a secret; better too few columns than one of those. */
const secret = /(password|secret|token|hash|apikey|privatekey)$/i;

function visibility(name: string, isGuid: boolean): string {
  return isGuid || serviceMembers.test(name) ? 'HiddenByDefault' : 'ShownByDefault';
}

function attribute({ enumTypes }: CsdlDocument, property: CsdlProperty): Attribute {
  const { name, type, precision, scale } = property;
  const members = enumTypes.get(type);
  return {
    Name: name,
    Type: type,
    BaseInfo: {
      UIVisibility: visibility(name, type === 'Edm.Guid'),
      Precision: precision,
      Scale: scale,
      ...(type === 'Edm.String' && secret.test(name) ? { Subtype: 'String_Password' } : {}),
    },
    ...(members === undefined
      ? {}
      : { enumValues: members.map(({ name: Name, value: Value }) => ({ Name, Value })) }),
  };
}

/** The one set of a type; with several it can't be told which is meant. */
function onlySetOf({ entitySets }: CsdlDocument, type: string): string | null {
  const found = [...entitySets].filter(([, set]) => set.type === type);
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[0] : null;
}

function reference(
  document: CsdlDocument,
  bindings: ReadonlyMap<string, string>,
  { name, type }: CsdlNavigation,
): Reference {
  return {
    Name: name,
    ReferencedEntitySet: bindings.get(name) ?? onlySetOf(document, type),
    // Without it, it would be taken for one that the server works out.
    BaseInfo: { UIVisibility: visibility(name, false) },
  };
}

/**
 * What a CSDL document tells of a set, in the words of `currentmodel`; undefined when it has none of that name.
 *
 * It tells neither what the server can filter and order by, nor what is calculated, so nothing is promised: all of it runs
 * here. Nor does it tell what is seen at first sight, or any name in the language of a person.
 */
export function csdlEntitySet(document: CsdlDocument, name: string): DetailedEntitySet | undefined {
  const set = document.entitySets.get(name);
  if (set === undefined) return undefined;
  const types = lineage(document, set.type).toReversed();
  const properties = types.flatMap((type) => type.properties);
  const navigations = types.flatMap((type) => type.navigations);
  // `Id` takes the place of the key that a base type calls by another name, and which the set then does not have.
  const hasId = properties.some((property) => property.name === 'Id');
  const replaced = new Set(hasId ? types.flatMap(({ key }) => key) : []);
  const attributes = properties.filter(
    (property) => property.name === 'Id' || !replaced.has(property.name),
  );
  return {
    Name: name,
    Attributes: attributes.map((property) => attribute(document, property)),
    References: navigations
      .filter(({ isCollection }) => !isCollection)
      .map((navigation) => reference(document, set.bindings, navigation)),
    ChildCollections: navigations
      .filter(({ isCollection }) => isCollection)
      .map(({ name: Name, type }) => ({
        Name,
        ChildEntitySet: set.bindings.get(Name) ?? onlySetOf(document, type),
      })),
  };
}

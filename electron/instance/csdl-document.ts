import { type XmlEvent, xmlEvents } from './xml-events.ts';

/** A structural property of an entity type. */
export interface CsdlProperty {
  readonly name: string;
  /** Qualified name of its type, `Edm.String`. */
  readonly type: string;
  readonly precision: number | null;
  readonly scale: number | null;
}

/** A navigation property of an entity type: to one entity, or to a collection. */
export interface CsdlNavigation {
  readonly name: string;
  readonly type: string;
  readonly isCollection: boolean;
}

/** An entity type, without what it inherits. */
export interface CsdlEntityType {
  readonly baseType: string | null;
  /** Names of the properties that make its key. */
  readonly key: string[];
  readonly properties: CsdlProperty[];
  readonly navigations: CsdlNavigation[];
}

/** An entity set of the container. */
export interface CsdlEntitySet {
  readonly type: string;
  /** Sets that navigation properties lead to, as far as the container binds them. */
  readonly bindings: Map<string, string>;
}

/** A member of an enumeration type. */
export interface CsdlEnumMember {
  readonly name: string;
  /** Null where the document leaves the numbering to the order. */
  readonly value: number | null;
}

/** What is read of a CSDL document. Types go by their qualified names. */
export interface CsdlDocument {
  readonly entityTypes: ReadonlyMap<string, CsdlEntityType>;
  readonly enumTypes: ReadonlyMap<string, readonly CsdlEnumMember[]>;
  readonly entitySets: ReadonlyMap<string, CsdlEntitySet>;
}

type Attributes = ReadonlyMap<string, string>;

const collection = /^Collection\((.*)\)$/;

/** Elements between two pauses of the reading. */
const elementsAtOnce = 2000;

function integer(attributes: Attributes, name: string): number | null {
  const text = attributes.get(name);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Makes the reader of a document's elements, which are given to it with the names of those around them. */
function createCsdlReader() {
  const entityTypes = new Map<string, CsdlEntityType>();
  const enumTypes = new Map<string, CsdlEnumMember[]>();
  const entitySets = new Map<string, CsdlEntitySet>();
  const namespaces = new Map<string, string>();
  let namespace = '';
  let entityType: CsdlEntityType | undefined;
  let enumType: CsdlEnumMember[] | undefined;
  let entitySet: CsdlEntitySet | undefined;

  /** Qualified by its namespace, where the document uses the schema's alias. */
  function qualified(type: string): string {
    const dot = type.lastIndexOf('.');
    const known = namespaces.get(type.slice(0, dot));
    return known === undefined ? type : `${known}${type.slice(dot)}`;
  }

  /** What each element means, by its own name behind that of the one around it. */
  const meanings: Readonly<Record<string, (attributes: Attributes, name: string) => void>> = {
    'DataServices/Schema': (attributes) => {
      namespace = attributes.get('Namespace') ?? '';
      const alias = attributes.get('Alias');
      if (alias !== undefined) namespaces.set(alias, namespace);
    },
    'Schema/EntityType': (attributes, name) => {
      const base = attributes.get('BaseType');
      const baseType = base === undefined ? null : qualified(base);
      entityType = { baseType, key: [], properties: [], navigations: [] };
      entityTypes.set(`${namespace}.${name}`, entityType);
    },
    'Key/PropertyRef': (_, name) => {
      entityType?.key.push(name);
    },
    'EntityType/Property': (attributes, name) => {
      entityType?.properties.push({
        name,
        type: qualified(attributes.get('Type') ?? 'Edm.String'),
        precision: integer(attributes, 'Precision'),
        scale: integer(attributes, 'Scale'),
      });
    },
    'EntityType/NavigationProperty': (attributes, name) => {
      const type = attributes.get('Type') ?? '';
      const many = collection.exec(type)?.[1];
      const isCollection = many !== undefined;
      entityType?.navigations.push({ name, type: qualified(many ?? type), isCollection });
    },
    'Schema/EnumType': (_, name) => {
      enumType = [];
      enumTypes.set(`${namespace}.${name}`, enumType);
    },
    'EnumType/Member': (attributes, name) => {
      enumType?.push({ name, value: integer(attributes, 'Value') });
    },
    'EntityContainer/EntitySet': (attributes, name) => {
      entitySet = { type: qualified(attributes.get('EntityType') ?? ''), bindings: new Map() };
      entitySets.set(name, entitySet);
    },
    'EntitySet/NavigationPropertyBinding': (attributes) => {
      const [path, target] = [attributes.get('Path'), attributes.get('Target')];
      if (path !== undefined && target !== undefined) entitySet?.bindings.set(path, target);
    },
  };

  const around: string[] = [];
  function read(event: XmlEvent): void {
    if (event.kind === 'close') {
      around.pop();
      return;
    }
    const meaning = `${around.at(-1) ?? ''}/${event.name}`;
    if (Object.hasOwn(meanings, meaning)) {
      meanings[meaning]?.(event.attributes, event.attributes.get('Name') ?? '');
    }
    around.push(event.name);
  }
  return { read, document: { entityTypes, enumTypes, entitySets } satisfies CsdlDocument };
}

/**
 * Reads the sets, types and enumerations of `$metadata`. A document has megabytes, and reading it at once would hold everybody
 * up: now and then it lets others go first.
 * @param breathe lets others go first
 * @see OData Common Schema Definition Language (CSDL) XML Representation 4.01, sections 5 to 13
 * @throws XmlError when the text is no XML document
 */
export async function readCsdl(text: string, breathe: () => Promise<void>): Promise<CsdlDocument> {
  const { read, document } = createCsdlReader();
  let elements = 0;
  for (const event of xmlEvents(text)) {
    read(event);
    elements += 1;
    if (elements % elementsAtOnce === 0) await breathe();
  }
  return document;
}

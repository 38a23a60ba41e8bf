import { isForPeople, toEntitySet } from '../../instance/model.ts';
import { detailedEntitySet } from '../../instance/model-document.ts';
import { createJsonItems, type JsonItems, NoJsonArrayError } from '../../model/json-items.ts';
import { setToJson } from '../../model/model-json.ts';
import type { Connection } from '../database/cipher.ts';
import { LibraryError } from '../database/fault.ts';
import { type ModelIndexWriter, startModelIndex } from './model-index.ts';
import { writeModelSet } from './models.ts';

/** A piece of the detailed model, as the instance sends it. */
export interface ModelPart {
  readonly language: string;
  readonly version: string;
  readonly receivedAt: number;
  /** Counts the pieces from 0, with which a new model begins. */
  readonly part: number;
  readonly text: string;
  readonly isLast: boolean;
  /** Names that sets had in earlier versions, told with the first piece. */
  readonly oldNames: Readonly<Record<string, readonly string[]>>;
}

/** Makes kept sets and an index of names of a model that comes in pieces. */
export interface ModelCompiler {
  /**
   * Takes the next piece.
   * @throws LibraryError `badRequest` when a piece is missing or what has come is no model; then it has to begin anew
   */
  take(part: ModelPart): void;
}

/** A model that is coming in. */
interface Compilation {
  readonly items: JsonItems;
  readonly index: ModelIndexWriter;
  readonly oldNames: ModelPart['oldNames'];
  readonly nextPart: number;
}

function refused(detail: string): LibraryError {
  return new LibraryError({ code: 'badRequest', detail });
}

/**
 * Compiles the answer of `currentmodel?details=true`. At no time there is more of it in memory than a piece and the set that it
 * ends in.
 */
export function createModelCompiler(connection: Connection): ModelCompiler {
  let current: Compilation | null = null;

  function begin({ oldNames }: ModelPart): Compilation {
    return { items: createJsonItems(), index: startModelIndex(connection), oldNames, nextPart: 0 };
  }

  function compile({ index, oldNames }: Compilation, item: string, part: ModelPart): void {
    const document = detailedEntitySet.safeParse(parsed(item));
    if (!document.success) throw refused('model');
    const { language, version, receivedAt } = part;
    const model = toEntitySet(document.data);
    const { name: set, label, columns } = model.detail;
    const kept = { language, version, set, receivedAt, detail: setToJson(model) };
    writeModelSet(connection, kept);
    if (!isForPeople(document.data)) return;
    index.add({ set, member: null, label }, oldNames[set] ?? []);
    for (const column of columns) {
      index.add({ set, member: column.name, label: column.label }, []);
    }
  }

  return {
    take(part) {
      const compilation = part.part === 0 ? begin(part) : current;
      current = null;
      if (compilation?.nextPart !== part.part) throw refused('part');
      const items = itemsOf(compilation.items, part.text);
      connection.transaction(() => {
        for (const item of items) compile(compilation, item, part);
      })();
      if (!part.isLast) {
        current = { ...compilation, nextPart: part.part + 1 };
        return;
      }
      if (!compilation.items.isWhole()) throw refused('cut');
      compilation.index.publish(part.language, part.version, part.receivedAt);
    },
  };
}

function itemsOf(items: JsonItems, text: string): readonly string[] {
  try {
    return items.take(text);
  } catch (error) {
    if (error instanceof NoJsonArrayError) throw refused('model');
    throw error;
  }
}

function parsed(item: string): unknown {
  try {
    return JSON.parse(item);
  } catch {
    return null;
  }
}

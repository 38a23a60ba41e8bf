import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import { mostViews, type PortableView, type View, view as viewSchema } from '../contract/views.ts';
import { parsedJson } from '../disk/parsed-json.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';

/**
 * The views of one account. They are kept with what the account had open, which can be read while its rows are locked.
 * Failures of all: `copyUnavailable` and the like when the account's state can't be read or written; `storageFailed` when what
 * is kept there is not understood. Then nothing is overwritten.
 */
export interface KeptViews {
  read(): Promise<Result<readonly View[]>>;
  /**
   * Adds a view, or puts it in the place of the one with its id; a default one takes that from the others of its set.
   * @returns all views, when they would survive a power cut; `tooManyViews` when there is no room
   */
  save(view: View): Promise<Result<readonly View[]>>;
  /** Adds views that came from elsewhere, under names that are free in their sets. */
  add(views: readonly PortableView[]): Promise<Result<Addition>>;
  /** @returns the others */
  remove(id: string): Promise<Result<readonly View[]>>;
}

/** What was added, and all views. */
export interface Addition {
  readonly views: readonly View[];
  readonly added: readonly string[];
}

/** Under this name the views stand in the state of the local copy. */
const stateName = 'views';

/** Each view is read by itself: one that a later version of the app wrote stands as it is. */
const keptShape = z.object({ version: z.literal(1), views: z.array(z.unknown()) });

interface Kept {
  readonly views: readonly View[];
  /** What this version of the app does not understand. */
  readonly others: readonly unknown[];
}

const nothingKept: Kept = { views: [], others: [] };

function understood(kept: z.infer<typeof keptShape>): Kept {
  const parsed = kept.views.map((each) => ({ each, view: viewSchema.safeParse(each).data }));
  return {
    views: parsed.flatMap(({ view }) => (view === undefined ? [] : [view])),
    others: parsed.flatMap(({ each, view }) => (view === undefined ? [each] : [])),
  };
}

/**
 * Keeps views in the account's encrypted state: they name what somebody filters for.
 * @param newId draws an id that no view has
 */
export function createKeptViews(askState: Library['ask'], newId: () => string): KeptViews {
  let known: Kept | null = null;
  /** Changes come one after the other, so that none undoes another. */
  let turn: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Result<Kept>> {
    if (known !== null) return success(known);
    const found = await askState('readState', { name: stateName });
    if (!found.ok) return failure(copyFailure(found.error));
    if (found.value === null) return success(nothingKept);
    const kept = parsedJson(found.value.json, keptShape);
    if (kept === undefined) return failure({ code: 'storageFailed', detail: stateName });
    known ??= understood(kept);
    return success(known);
  }

  function inTurn<Value>(step: () => Promise<Result<Value>>): Promise<Result<Value>> {
    const next = turn.then(step);
    turn = next.catch(() => undefined);
    return next;
  }

  async function change(next: (views: readonly View[]) => readonly View[]): Promise<Result<Kept>> {
    const before = await read();
    if (!before.ok) return before;
    const kept = { ...before.value, views: next(before.value.views) };
    if (kept.views.length > mostViews) return failure({ code: 'tooManyViews' });
    const json = JSON.stringify({ version: 1, views: [...kept.views, ...kept.others] });
    const written = await askState('writeState', { name: stateName, json });
    if (!written.ok) return failure(copyFailure(written.error));
    known = kept;
    return success(kept);
  }

  async function changed(
    next: (views: readonly View[]) => readonly View[],
  ): Promise<Result<readonly View[]>> {
    const kept = await inTurn(() => change(next));
    return kept.ok ? success(kept.value.views) : kept;
  }

  return {
    async read() {
      const kept = await read();
      return kept.ok ? success(kept.value.views) : kept;
    },
    save: (view) => changed((views) => withView(views, view)),
    remove: (id) => changed((views) => views.filter((each) => each.id !== id)),
    async add(given) {
      const added: string[] = [];
      const kept = await changed((views) => {
        const all = [...views];
        for (const each of given) {
          const id = newId();
          added.push(id);
          all.push({ ...each, name: freeName(all, each), id, isDefault: false });
        }
        return all;
      });
      return kept.ok ? success({ views: kept.value, added }) : kept;
    },
  };
}

function withView(views: readonly View[], view: View): readonly View[] {
  const others = views.map((each) =>
    view.isDefault && each.set === view.set ? { ...each, isDefault: false } : each,
  );
  const place = others.findIndex(({ id }) => id === view.id);
  return place < 0 ? [...others, view] : others.with(place, view);
}

const longestName = 100;

/** The name, or with a number behind it that makes it the only one in its set. */
function freeName(views: readonly View[], { set, name }: PortableView): string {
  const taken = new Set(
    views.filter((each) => each.set === set).map((each) => each.name.toLocaleLowerCase()),
  );
  let free = name;
  for (let count = 2; taken.has(free.toLocaleLowerCase()); count += 1) {
    const number = ` (${count})`;
    free = `${name.slice(0, longestName - number.length)}${number}`;
  }
  return free;
}

import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import { technicalName } from './model-document.ts';
import { createRemembered } from './remembered.ts';

const rename = z.object({
  OldName: z.string(),
  NewName: z.string().regex(technicalName),
  /** The version with which the new name takes the place of the old one. */
  Version: z.string(),
});

const answer = z.object({ value: z.array(rename) });

type Rename = z.infer<typeof rename>;

/** Entity sets get renamed between versions of an instance. */
export interface Renames {
  /** What a set is called now; the name itself when it was not renamed, or the instance can't tell. Asks once. */
  currentName(name: string): Promise<string>;
  /** The names that sets had before, by what they are called now; none when the instance can't tell. */
  oldNames(): Promise<Readonly<Record<string, readonly string[]>>>;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const place = left.findIndex((part, index) => part !== right[index]);
  return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

/** A name may have changed several times, so what is renamed later starts from the outcome of what was renamed before. */
function apply(renames: readonly Rename[], name: string): string {
  return renames.reduce(
    (current, { OldName, NewName }) => (current === OldName ? NewName : current),
    name,
  );
}

/**
 * Resolves old names by the function `GetRenamedEntityTypes`.
 * @param ask asks the instance for JSON, at an address relative to the OData service root
 * @see ERP.net docs, domain-api/common-tasks/handling-renames.md
 */
export function createRenames(ask: (address: string) => Promise<Result<unknown>>): Renames {
  const known = createRemembered<readonly Rename[]>();

  async function askForAll(): Promise<Result<readonly Rename[]>> {
    const said = await ask('GetRenamedEntityTypes');
    if (!said.ok) return said;
    const parsed = answer.safeParse(said.value);
    if (!parsed.success) return failure({ code: 'answerNotUnderstood', detail: 'renames' });
    return success(parsed.data.value.toSorted((a, b) => compareVersions(a.Version, b.Version)));
  }

  async function all(): Promise<readonly Rename[]> {
    const renames = await known.get('', askForAll);
    return renames.ok ? renames.value : [];
  }

  return {
    currentName: async (name) => apply(await all(), name),
    async oldNames() {
      const renames = await all();
      const names = new Set(renames.map(({ OldName }) => OldName));
      const byCurrent = Map.groupBy(names, (name) => apply(renames, name));
      return Object.fromEntries(byCurrent);
    },
  };
}

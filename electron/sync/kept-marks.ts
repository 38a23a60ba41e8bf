import { type Result, success } from '../contract/result.ts';
import type { WantedSet } from './kept-list.ts';
import type { Store } from './store.ts';

/** Has the library keep exactly the sets and parts that are wanted. */
export async function matchKept(store: Store, wanted: readonly WantedSet[]): Promise<Result<null>> {
  const sets = await matchSets(store, new Set(wanted.flatMap(wholeSet)));
  return sets.ok ? matchParts(store, wanted) : sets;
}

function wholeSet({ set, part }: WantedSet): readonly string[] {
  return part === null ? [set] : [];
}

async function matchSets(store: Store, wanted: ReadonlySet<string>): Promise<Result<null>> {
  const known = await store('listSets', {});
  if (!known.ok) return known;
  const kept = new Set(known.value.flatMap(({ name, isKept }) => (isKept ? [name] : [])));
  for (const set of new Set([...kept, ...wanted])) {
    const isKept = wanted.has(set);
    if (kept.has(set) === isKept) continue;
    const marked = await store('keepSet', { set, isKept });
    if (!marked.ok) return marked;
  }
  return success(null);
}

async function matchParts(store: Store, wanted: readonly WantedSet[]): Promise<Result<null>> {
  const known = await store('listParts', {});
  if (!known.ok) return known;
  const named = wanted.flatMap(({ key, set, part }) => {
    return part === null ? [] : [{ key, set, part: part.name }];
  });
  const kept = known.value.map((each) => ({ ...each, key: `${each.set} ${each.part}` }));
  const changes = [
    ...kept.filter(({ key }) => !named.some((each) => each.key === key)),
    ...named.filter(({ key }) => !kept.some((each) => each.key === key)),
  ];
  for (const { key, set, part } of changes) {
    const isKept = named.some((each) => each.key === key);
    const marked = await store('keepPart', { set, part, isKept });
    if (!marked.ok) return marked;
  }
  return success(null);
}

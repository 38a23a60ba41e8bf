import { z } from 'zod';
import type { Language } from '../contract/languages.ts';
import { languages } from '../contract/languages.ts';
import type { OtherSetNames } from '../contract/model-search.ts';
import type { InstanceModel } from '../instance/model-source.ts';
import type { Library } from '../library/library.ts';
import { readKeptState } from '../local-copy/kept-state.ts';
import { directoryFromJson } from './model-json.ts';

/** Tells what sets are called elsewhere than in the list of navigators. */
export interface OtherNames {
  /** All sets that have such names; asks the instance for those of before once a version. Never fails: then there are fewer. */
  otherNames(): Promise<readonly OtherSetNames[]>;
}

/** What the names come from. */
export interface OtherNamesOptions {
  readonly source: Pick<InstanceModel, 'oldNames'>;
  readonly askLibrary: Library['ask'];
  /** Of the instance. */
  readonly version: string;
  readonly language: () => Language;
}

/** Under this name the names of before stand in the state of the local copy. */
const stateName = 'oldNames';
const keptOldNames = z.object({
  version: z.string(),
  names: z.record(z.string(), z.array(z.string())),
});

type NamesBySet = Readonly<Record<string, readonly string[]>>;

/** Knows names in the languages that the list was read in, and those that sets had in earlier versions of the instance. */
export function createOtherNames(options: OtherNamesOptions): OtherNames {
  const { source, askLibrary, version, language } = options;

  async function oldNames(): Promise<NamesBySet> {
    const kept = await readKeptState(askLibrary, stateName, keptOldNames);
    if (kept.ok && kept.value?.version === version) return kept.value.names;
    const names = await source.oldNames();
    // An instance that can't tell says none, so what it told before stands.
    if (Object.keys(names).length === 0) return kept.ok ? (kept.value?.names ?? {}) : {};
    const json = JSON.stringify({ version, names });
    void askLibrary('writeState', { name: stateName, json });
    return names;
  }

  async function labelsIn(other: Language): Promise<ReadonlyMap<string, string>> {
    const kept = await askLibrary('readModel', { language: other });
    const sets = kept.ok && kept.value !== null ? directoryFromJson(kept.value.directory) : null;
    return new Map(sets?.map(({ name, label }) => [name, label]));
  }

  return {
    async otherNames() {
      const others = languages.filter((each) => each !== language());
      const [old, ...labels] = await Promise.all([oldNames(), ...others.map(labelsIn)]);
      const sets = new Set([...Object.keys(old), ...labels.flatMap((each) => [...each.keys()])]);
      return [...sets].map((set) => ({
        set,
        labels: labels.flatMap((each) => each.get(set) ?? []),
        oldNames: old[set] ?? [],
      }));
    },
  };
}

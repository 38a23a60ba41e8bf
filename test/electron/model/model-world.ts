import type { FailureCode } from '../../../electron/contract/failure.ts';
import type { Language } from '../../../electron/contract/languages.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import type { InstanceModel } from '../../../electron/instance/model-source.ts';
import { createKeptModel, type KeptModel } from '../../../electron/model/kept-model.ts';
import { createFakeClock } from '../instance/fake-clock.ts';
import { attribute, entitySet } from '../instance/sample-model.ts';
import { openKeptLibrary } from './kept-library.ts';

/** The one set of the instance. */
export const name = 'Crm_Customers';

/** An instance that counts what it is asked, and one app after another in front of it. */
export function newWorld() {
  const library = openKeptLibrary();
  const clock = createFakeClock();
  const asked: string[] = [];
  /** What was told each time when the names of before were asked for. */
  const renamesAsked: unknown[] = [];
  let language: Language = 'en';
  let label = 'Customers';
  let failing: FailureCode | null = null;
  let oldNames: Readonly<Record<string, readonly string[]>> = { [name]: ['Buyers'] };
  let hold: Promise<void> = Promise.resolve();

  async function say<Value>(what: string, value: () => Value) {
    asked.push(what);
    const said = failing === null ? success(value()) : failure({ code: failing });
    await hold;
    return said;
  }
  const source: InstanceModel = {
    oldNames() {
      renamesAsked.push(oldNames);
      return Promise.resolve(oldNames);
    },
    async stream(culture, take) {
      const details = await say(`details ${culture}`, () => [
        { Name: name, LocalizedName: label, Attributes: [attribute('Code', 'Edm.String')] },
      ]);
      return details.ok ? take(JSON.stringify(details.value)) : details;
    },
    entitySets: () => say(`list ${language}`, () => [{ name, label, module: 'Crm' }]),
    entitySet: (set) =>
      say(`${set} ${language}`, () => entitySet([], [], { Name: set, LocalizedName: label })),
  };
  /** The app after a start. */
  const start = (version = '26.1'): KeptModel =>
    createKeptModel({ source, askLibrary: library.ask, version, language: () => language, clock });
  const speak = (to: Language): void => {
    language = to;
  };
  const rename = (to: string): void => {
    label = to;
  };
  const renamed = (names: typeof oldNames): void => {
    oldNames = names;
  };
  const fail = (code: FailureCode | null): void => {
    failing = code;
  };
  /** From here on the instance answers when the returned function is called. */
  const holdAnswers = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    return resolve;
  };
  return { library, clock, asked, start, speak, rename, renamed, renamesAsked, fail, holdAnswers };
}

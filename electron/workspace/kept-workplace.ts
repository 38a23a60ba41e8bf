import { failure, type Result, success } from '../contract/result.ts';
import { type Workplace, workplaceSchema } from '../contract/workplace.ts';
import type { WorkplaceSet } from '../contract/workplace-sets.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';
import { readKeptState } from '../local-copy/kept-state.ts';

/** What the person of one account works in. */
export interface KeptWorkplace {
  /** Empty when nothing was told, or what was kept has a shape that is not known any more. */
  read(): Promise<Result<Workplace>>;
  /**
   * Tells a record, or forgets it with null.
   * @returns all of it, when it would survive a power cut
   */
  change(set: WorkplaceSet, record: Workplace[WorkplaceSet] | null): Promise<Result<Workplace>>;
}

/** Under this name it stands in the state of the local copy. */
const stateName = 'workplace';

/**
 * Keeps in the account's encrypted state what somebody works in: no documented address of ERP.net tells it.
 * @param onChange told after each change that is kept
 */
export function createKeptWorkplace(askState: Library['ask'], onChange: () => void): KeptWorkplace {
  let known: Workplace | null = null;
  /** Changes come one after the other, so that none undoes another. */
  let turn: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Result<Workplace>> {
    if (known !== null) return success(known);
    const kept = await readKeptState(askState, stateName, workplaceSchema);
    if (!kept.ok) return failure(copyFailure(kept.error));
    known ??= kept.value ?? {};
    return success(known);
  }

  async function write(
    set: WorkplaceSet,
    record: Workplace[WorkplaceSet] | null,
  ): Promise<Result<Workplace>> {
    const before = await read();
    if (!before.ok) return before;
    const { [set]: _, ...others } = before.value;
    const next = record === null ? others : { ...others, [set]: record };
    const written = await askState('writeState', { name: stateName, json: JSON.stringify(next) });
    if (!written.ok) return failure(copyFailure(written.error));
    known = next;
    onChange();
    return success(next);
  }

  return {
    read,
    change(set, record) {
      const next = turn.then(() => write(set, record));
      turn = next;
      return next;
    },
  };
}

import { useState } from 'react';

/** The columns that rows are asked for, and the set that they are of. */
interface Asked {
  readonly set: string;
  readonly names: readonly string[];
}

/**
 * The columns to ask for: those that are shown. While they are a part of what was asked for before, that goes on, in the same
 * order, so that moving or hiding one is no question.
 *
 * @param shown - null while it is not known
 */
export function useAskedColumns(set: string, shown: readonly string[] | null): readonly string[] {
  const [asked, setAsked] = useState<Asked>({ set, names: [] });
  const known = asked.set === set ? asked.names : [];
  if (shown === null || (shown.length > 0 && shown.every((name) => known.includes(name)))) {
    return known;
  }
  const isChanged = shown.length > 0 || known.length > 0;
  if (isChanged) setAsked({ set, names: shown });
  return isChanged ? shown : known;
}

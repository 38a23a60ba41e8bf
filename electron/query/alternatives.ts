import type { Terms } from './server-terms.ts';

/** How the server answers one condition. */
export interface ServerForm {
  /** The server knows no `or`: each of these is asked for by a query of its own. */
  readonly alternatives: readonly Terms[];
  /** Whether exactly the rows come that the condition means; else all of them and others, to be left out here. */
  readonly isExact: boolean;
  /** Whether no row comes by two alternatives. */
  readonly isDisjoint: boolean;
}

/** Alternatives that say exactly what is meant, each of other rows. */
export function exact(alternatives: readonly Terms[]): ServerForm {
  return { alternatives, isExact: true, isDisjoint: true };
}

/** Alternatives by which other rows come, too. */
export function inexact(alternatives: readonly Terms[]): ServerForm {
  return { alternatives, isExact: false, isDisjoint: false };
}

import type { EntitySet, Model, Reference } from '../data/model.ts';
import { requireSet } from './members.ts';
import { quoted } from './tables.ts';

/**
 * A table in a FROM clause, with the tables that are joined to it along references. Following the same
 * reference twice joins once.
 */
export class Source {
  readonly model: Model;
  readonly set: EntitySet;
  readonly alias: string;
  readonly #names: { next: number };
  readonly #joined = new Map<string, Source>();

  constructor(model: Model, set: EntitySet, names: { next: number } = { next: 0 }) {
    this.model = model;
    this.set = set;
    this.#names = names;
    this.alias = `t${names.next}`;
    names.next += 1;
  }

  /** A column of this table; `column` is quoted already. */
  column(column: string): string {
    return `${this.alias}.${column}`;
  }

  get key(): string {
    return this.column(quoted(this.set.key));
  }

  /** The row that a reference points to. */
  follow(reference: Reference): Source {
    const known = this.#joined.get(reference.name);
    if (known) return known;
    const target = new Source(this.model, requireSet(this.model, reference.target), this.#names);
    this.#joined.set(reference.name, target);
    return target;
  }

  /** Another table for a subquery of the same statement. */
  apart(set: EntitySet): Source {
    return new Source(this.model, set, this.#names);
  }

  /** `"Set" AS t0 LEFT JOIN …`, with everything followed so far. */
  get from(): string {
    return `${quoted(this.set.name)} AS ${this.alias}${this.#joins()}`;
  }

  #joins(): string {
    return [...this.#joined]
      .map(
        ([name, target]) =>
          ` LEFT JOIN ${quoted(target.set.name)} AS ${target.alias} ON ${target.key} = ${this.column(quoted(name))}${target.#joins()}`,
      )
      .join('');
  }
}

import type { FailureCode } from '../contract/failure.ts';
import { type Result, success } from '../contract/result.ts';
import type { Clock } from '../instance/clock.ts';
import { createRemembered } from '../instance/remembered.ts';

/** Something of the model that is kept. */
export interface Kept<Value> {
  readonly value: Value;
  /** Of the instance; null when it is known to be outdated. */
  readonly version: string | null;
}

/** Parts of the model of one kind, each with a name. */
export interface KeptPart<Value> {
  /** What is kept, when it is of the right version; else what the instance says, when it says something. */
  get(name: string): Promise<Result<Value>>;
  /** What is kept, of whatever version; nobody else is asked. */
  kept(name: string): Promise<Value | null>;
  /** All that is known is outdated from here on. */
  outdate(): void;
  /** What the instance says when it is asked anew. */
  renew(name: string): Promise<Result<Value>>;
}

/** What parts are made with. */
export interface KeptPartOptions<Value> {
  /** The version of the instance. */
  readonly version: string;
  readonly clock: Clock;
  readonly read: (name: string) => Promise<Kept<Value> | null>;
  /** Asks the instance; for a renewal nothing may be used that anybody remembers. */
  readonly ask: (name: string, isRenewal: boolean) => Promise<Result<Value>>;
  /** Keeps an answer. Nobody waits for it. */
  readonly write: (name: string, value: Value) => void;
}

/** How long what is outdated waits for the instance to tell better, in milliseconds. */
export const patienceMs = 3000;

/** With these the instance was reached, and its answer is the one that counts. */
const final: ReadonlySet<FailureCode> = new Set(['notFound', 'noPermission']);

/** Makes parts of which nothing is known yet. */
export function createKeptPart<Value>(options: KeptPartOptions<Value>): KeptPart<Value> {
  const { version, clock, read, write } = options;
  const known = new Map<string, Kept<Value>>();
  const asked = createRemembered<Value>();
  /** Counts how often everything was outdated, so that an answer from before is not taken for one from after. */
  let age = 0;

  async function find(name: string): Promise<Kept<Value> | null> {
    const before = age;
    const kept = known.get(name) ?? (await read(name));
    if (kept === null) return null;
    const current = age === before ? kept : { ...kept, version: null };
    known.set(name, current);
    return current;
  }

  function ask(name: string, isRenewal = false): Promise<Result<Value>> {
    return asked.get(name, async () => {
      const before = age;
      const answer = await options.ask(name, isRenewal);
      if (answer.ok && age === before) {
        known.set(name, { value: answer.value, version });
        write(name, answer.value);
      }
      return answer;
    });
  }

  /** What the instance says, unless that is nothing, or does not come soon. */
  function orOutdated(answer: Promise<Result<Value>>, value: Value): Promise<Result<Value>> {
    return new Promise((resolve) => {
      const stop = clock.after(patienceMs, () => {
        resolve(success(value));
      });
      void answer.then((said) => {
        stop();
        resolve(said.ok || final.has(said.error.code) ? said : success(value));
      });
    });
  }

  return {
    async get(name) {
      const kept = await find(name);
      if (kept?.version === version) return success(kept.value);
      return kept === null ? ask(name) : orOutdated(ask(name), kept.value);
    },
    async kept(name) {
      return (await find(name))?.value ?? null;
    },
    outdate() {
      age += 1;
      asked.forget();
      for (const [name, kept] of known) known.set(name, { ...kept, version: null });
    },
    renew: (name) => ask(name, true),
  };
}

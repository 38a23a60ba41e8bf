import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '../clock.ts';

const timeFields = ['iat', 'exp', 'iiat', 'loginTs', 'authTime', 'consumed'] as const;

/** Everything that oidc-provider remembers, with its times kept in the simulator's own time. */
export interface Store {
  /** The adapter factory that oidc-provider is configured with. */
  adapter: (model: string) => Adapter;
  /** Forgets the records of a model that `matches` accepts; returns how many. */
  remove: (model: string, matches: (record: AdapterPayload) => boolean) => number;
}

export interface StoreOptions {
  clock: Clock;
  /** How many seconds a used refresh token is still taken for an unused one. */
  reuseGrace: () => number;
}

/**
 * oidc-provider measures lifetimes with `Date.now()`, which the simulator must not touch: it runs in the
 * process of the tests. So times are translated at this border. Records keep them in the simulator's
 * time and hand them out as if they had been written that long ago by the wall clock; a token that is an
 * hour old for the simulator is then an hour old for oidc-provider too.
 */
export function createStore({ clock, reuseGrace }: StoreOptions): Store {
  const models = new Map<string, Map<string, AdapterPayload>>();

  function recordsOf(model: string): Map<string, AdapterPayload> {
    const records = models.get(model) ?? new Map<string, AdapterPayload>();
    models.set(model, records);
    return records;
  }

  function translated(payload: AdapterPayload, translate: (seconds: number) => number) {
    const copy = structuredClone(payload);
    for (const field of timeFields) {
      const value: unknown = copy[field];
      if (typeof value === 'number') copy[field] = translate(value);
    }
    return copy;
  }

  /** How many seconds the simulator is ahead of the wall clock. */
  const ahead = () => (clock.now() - Date.now()) / 1000;

  function handOut(record: AdapterPayload): AdapterPayload {
    const shift = ahead();
    const payload = translated(record, (seconds) => Math.round(seconds - shift));
    const usedAt: unknown = record.consumed;
    const graced = typeof usedAt === 'number' && clock.now() / 1000 - usedAt < reuseGrace();
    if (record.kind === 'RefreshToken' && graced) delete payload.consumed;
    return payload;
  }

  function find(model: string, matches: (record: AdapterPayload) => boolean) {
    const record = [...recordsOf(model).values()].find(matches);
    return record && handOut(record);
  }

  function remove(model: string, matches: (record: AdapterPayload) => boolean): number {
    const records = recordsOf(model);
    const doomed = [...records].filter(([, record]) => matches(record));
    for (const [id] of doomed) records.delete(id);
    return doomed.length;
  }

  function adapter(model: string): Adapter {
    const records = recordsOf(model);
    return {
      async upsert(id, payload) {
        const shift = ahead();
        records.set(
          id,
          translated(payload, (seconds) => seconds + shift),
        );
      },
      async find(id) {
        const record = records.get(id);
        return record && handOut(record);
      },
      async findByUid(uid) {
        return find(model, (record) => record.uid === uid);
      },
      async findByUserCode(userCode) {
        return find(model, (record) => record.userCode === userCode);
      },
      async consume(id) {
        const record = records.get(id);
        if (record) record.consumed ??= clock.now() / 1000;
      },
      async destroy(id) {
        records.delete(id);
      },
      async revokeByGrantId(grantId) {
        remove(model, (record) => record.grantId === grantId);
      },
    };
  }

  return { adapter, remove };
}

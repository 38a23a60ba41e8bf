import { join } from 'node:path';
import type { SafeStorage } from 'safe-storage-wrapper';
import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { UnfinishedSignOut } from '../contract/session.ts';
import type { Disk } from '../disk/atomic-file.ts';
import type { Clock } from './clock.ts';
import { knownAccountSchema } from './kept-session.ts';

const farewellId = /^[0-9a-f]{32}$/;

/** What the identity site is still to be told about a session that is gone from this computer. */
export const farewellSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(farewellId),
  account: knownAccountSchema,
  clientId: z.string().min(1),
  redirectPorts: z.array(z.number().int()),
  /** To be revoked; null when it has been, or there was none. */
  refreshToken: z.string().min(1).nullable(),
  /** The hint for the end session page. */
  idToken: z.string(),
});

/** What the identity site is still to be told. */
export type Farewell = z.infer<typeof farewellSchema>;

/**
 * Sign-outs that could not be finished because the identity site was out of reach. The refresh token is revoked by
 * itself when it is there again; the page in the browser that ends the session there waits for the person's own click,
 * because nobody likes a browser that opens by itself.
 */
export interface Farewells {
  /** Takes up what earlier runs left behind. */
  start(): Promise<void>;
  list(): readonly UnfinishedSignOut[];
  /**
   * Takes in a sign-out that could not be finished.
   * @param isKept whether it may be written to the disk, sealed; otherwise it lives as long as the app.
   */
  add(farewell: Farewell, isKept: boolean): Promise<void>;
  /** Ends the session in the browser. `badRequest` when there is no such sign-out, and what `say` failed with. */
  finish(id: string): Promise<Result<null>>;
  /** Forgets it; `badRequest` when there is no such sign-out, `storageFailed` when its file could not be removed. */
  dismiss(id: string): Promise<Result<null>>;
  /** Ends what waits. */
  close(): void;
}

/** What the identity site has to say to a farewell. */
export interface FarewellSayings {
  /** Revokes the refresh token where that is offered; a failure when nobody answers. */
  readonly revoke: (farewell: Farewell) => Promise<Result<null>>;
  /** Opens the page that ends the session; a failure when nobody answers. */
  readonly endSession: (farewell: Farewell) => Promise<Result<null>>;
}

/** Pauses before the identity site is tried again, in milliseconds; the last one is repeated. */
const pauses = [5_000, 30_000, 60_000, 5 * 60_000, 15 * 60_000];

/** @param options.onChange called when the list has changed. */
export function createFarewells(options: {
  readonly sayings: FarewellSayings;
  /** The app's data folder. */
  readonly folder: string;
  readonly disk: Disk;
  readonly storage: SafeStorage;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly onChange: () => void;
}): Farewells {
  const { sayings, disk, storage, clock, onChange } = options;
  const folder = join(options.folder, 'sign-outs');
  const fileOf = (id: string): string => join(folder, `${id}.sealed`);
  const waiting = new Map<string, { farewell: Farewell; readonly isKept: boolean }>();
  const closed = new AbortController();
  let isTrying = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** A late write must not bring back what was removed meanwhile. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  function write(farewell: Farewell): Promise<void> {
    return inTurn(async () => {
      const sealing = await storage.seal(JSON.stringify(farewell));
      if (sealing.status !== 'sealed' || !waiting.has(farewell.id)) return;
      // Without it the token dies of age, and the session at the identity site with it.
      await disk.write(fileOf(farewell.id), Buffer.from(sealing.envelope)).catch(() => undefined);
    });
  }

  async function read(id: string): Promise<Farewell | null> {
    const bytes = await disk.read(fileOf(id)).catch(() => null);
    const opening = await storage.open(bytes);
    const farewell = opening.status === 'opened' ? parse(opening.text) : undefined;
    return farewell?.id === id ? farewell : null;
  }

  async function revokeAll(): Promise<boolean> {
    let isDone = true;
    for (const [id, { farewell, isKept }] of [...waiting]) {
      if (farewell.refreshToken === null) continue;
      const revoked = await sayings.revoke(farewell);
      if (!waiting.has(id)) continue;
      if (!revoked.ok) {
        isDone = false;
        continue;
      }
      const rest = { ...farewell, refreshToken: null };
      waiting.set(id, { farewell: rest, isKept });
      if (isKept) await write(rest);
    }
    return isDone;
  }

  async function keepTrying(): Promise<void> {
    if (isTrying) return;
    isTrying = true;
    for (let round = 0; !(await revokeAll()); round += 1) {
      const pause = pauses[Math.min(round, pauses.length - 1)] ?? 0;
      const isOver = await clock.sleep(pause, closed.signal).then(
        () => false,
        () => true,
      );
      if (isOver) break;
    }
    isTrying = false;
  }

  async function forget(id: string): Promise<Result<null>> {
    waiting.delete(id);
    onChange();
    return inTurn(() => disk.remove(fileOf(id))).then(
      () => success(null),
      () => failure({ code: 'storageFailed' }),
    );
  }

  return {
    async start() {
      const names = await disk.list(folder).catch(() => []);
      for (const name of names) {
        const id = name.endsWith('.sealed') ? name.slice(0, -'.sealed'.length) : '';
        const farewell = farewellId.test(id) ? await read(id) : null;
        if (farewell !== null) waiting.set(id, { farewell, isKept: true });
      }
      if (waiting.size === 0 || closed.signal.aborted) return;
      onChange();
      void keepTrying();
    },
    list: () =>
      [...waiting.values()].map(({ farewell: { id, account } }) => {
        const { host, database, version } = account.instance;
        const { login, name } = account.user;
        return { id, instance: { host, database, version }, user: { login, name } };
      }),
    async add(farewell, isKept) {
      waiting.set(farewell.id, { farewell, isKept });
      onChange();
      if (isKept) await write(farewell);
      void keepTrying();
    },
    async finish(id) {
      const entry = waiting.get(id);
      if (entry === undefined) return failure({ code: 'badRequest' });
      const revoked = await sayings.revoke(entry.farewell);
      if (!revoked.ok) return revoked;
      const ended = await sayings.endSession(entry.farewell);
      return ended.ok ? forget(id) : ended;
    },
    async dismiss(id) {
      return waiting.has(id) ? forget(id) : failure({ code: 'badRequest' });
    },
    close: () => closed.abort(),
  };
}

function parse(text: string): Farewell | undefined {
  try {
    return farewellSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

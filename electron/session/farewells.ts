import { join } from 'node:path';
import type { SafeStorage } from 'safe-storage-wrapper';
import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { UnfinishedSignOut } from '../contract/session.ts';
import type { Disk } from '../disk/atomic-file.ts';
import { parsedJson } from '../disk/parsed-json.ts';
import type { Clock } from './clock.ts';
import { knownAccountSchema } from './kept-session.ts';
import { isInterrupted, pauseBefore } from './patience.ts';

const farewellId = /^[0-9a-f]{32}$/;
/** What a sealed file is for: it opens in no other's place. */
const purposeOf = (id: string): string => `sign-out ${id}`;

/** What the identity site is still to be told about a session that is gone from this computer. */
export const farewellSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(farewellId),
  account: knownAccountSchema,
  clientId: z.string().min(1),
  redirectPorts: z.array(z.number().int()),
  /** To be revoked; null when it has been, or there was none. */
  refreshToken: z.string().min(1).nullable(),
  /** The hint for the end session page; null when no session ends, only a token that nobody will use. */
  idToken: z.string().nullable(),
});

/** What the identity site is still to be told. */
export type Farewell = z.infer<typeof farewellSchema>;

/**
 * What is said to identity sites after a session has left this computer. It is written down before it is said, so that
 * neither a network that is away nor an app that is closed loses it. The refresh token is revoked by itself when the
 * identity site is there again; the page in the browser that ends the session there then waits for the person's own
 * click, because nobody likes a browser that opens by itself.
 */
export interface Farewells {
  /** Takes up what earlier runs left behind. */
  start(): Promise<void>;
  /** The sign-outs that wait for the person. */
  list(): readonly UnfinishedSignOut[];
  /**
   * Says it now; what can't be said now is said later. Resolves when it was tried.
   * @param isKept whether it may be written to the disk, sealed; otherwise it lives as long as the app.
   */
  say(farewell: Farewell, isKept: boolean): Promise<void>;
  /** Ends the session in the browser. `badRequest` when there is no such sign-out, and what was in the way. */
  finish(id: string): Promise<Result<null>>;
  /** Forgets it; `badRequest` when there is no such sign-out, `storageFailed` when its file could not be removed. */
  dismiss(id: string): Promise<Result<null>>;
  /** Ends what waits. */
  close(): void;
}

/** How farewells are said. */
export interface FarewellSayings {
  /** Says all of it; returns what is left to be said, null for nothing. */
  readonly say: (farewell: Farewell) => Promise<Farewell | null>;
  /** Revokes the refresh token where that is offered; a failure when nobody answers. */
  readonly revoke: (farewell: Farewell) => Promise<Result<null>>;
}

interface Waiting {
  readonly farewell: Farewell;
  readonly isKept: boolean;
  /** It is being said for the first time, and nobody needs to know. */
  readonly isFirstTime: boolean;
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
  const waiting = new Map<string, Waiting>();
  /** Left behind by earlier runs, and not readable yet, because the keyring is locked. */
  const unread = new Set<string>();
  const closed = new AbortController();
  let isTrying = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** A late write must not bring back what was removed meanwhile. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  function write({ farewell, isKept }: Waiting): Promise<void> {
    return inTurn(async () => {
      if (!isKept) return;
      const sealing = await storage.seal(JSON.stringify(farewell), purposeOf(farewell.id));
      if (sealing.status !== 'sealed' || !waiting.has(farewell.id)) return;
      // Without it the token dies of age, and the session at the identity site with it.
      await disk.write(fileOf(farewell.id), Buffer.from(sealing.envelope)).catch(() => undefined);
    });
  }

  async function read(id: string): Promise<void> {
    const bytes = await disk.read(fileOf(id)).catch(() => null);
    const opening = await storage.open(bytes, purposeOf(id));
    if (opening.status === 'unavailable') return;
    unread.delete(id);
    const farewell =
      opening.status === 'opened' ? parsedJson(opening.text, farewellSchema) : undefined;
    if (farewell?.id !== id) return;
    waiting.set(id, { farewell, isKept: true, isFirstTime: false });
    onChange();
  }

  /** Keeps what is left of a farewell, or forgets it when nothing is. */
  async function leave(before: Waiting, rest: Farewell | null): Promise<void> {
    const { id } = before.farewell;
    // It was dismissed meanwhile.
    if (!waiting.has(id)) return;
    if (rest === null || (rest.refreshToken === null && rest.idToken === null)) {
      await forget(id);
      return;
    }
    const after = { ...before, farewell: rest, isFirstTime: false };
    waiting.set(id, after);
    onChange();
    if (rest.refreshToken !== before.farewell.refreshToken) await write(after);
  }

  async function round(): Promise<void> {
    for (const id of [...unread]) await read(id);
    for (const one of [...waiting.values()]) {
      if (one.isFirstTime || one.farewell.refreshToken === null) continue;
      const revoked = await sayings.revoke(one.farewell);
      if (revoked.ok) await leave(one, { ...one.farewell, refreshToken: null });
    }
  }

  function isUnfinished(): boolean {
    const all = [...waiting.values()];
    return unread.size > 0 || all.some(({ farewell }) => farewell.refreshToken !== null);
  }

  async function keepTrying(): Promise<void> {
    if (isTrying || closed.signal.aborted) return;
    isTrying = true;
    await round();
    for (let turn = 0; isUnfinished() && !closed.signal.aborted; turn += 1) {
      const isOver = await isInterrupted(clock, pauseBefore(turn, pauses), closed.signal);
      if (!isOver) await round();
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
        if (farewellId.test(id) && !waiting.has(id)) unread.add(id);
      }
      if (isUnfinished()) void keepTrying();
    },
    list: () =>
      [...waiting.values()]
        .filter(({ farewell, isFirstTime }) => farewell.idToken !== null && !isFirstTime)
        .map(({ farewell: { id, account } }) => {
          const { host, database, version } = account.instance;
          const { login, name } = account.user;
          return { id, instance: { host, database, version }, user: { login, name } };
        }),
    async say(farewell, isKept) {
      const entry = { farewell, isKept, isFirstTime: true };
      waiting.set(farewell.id, entry);
      await write(entry);
      await leave(entry, await sayings.say(farewell));
      if (isUnfinished()) void keepTrying();
    },
    async finish(id) {
      const entry = waiting.get(id);
      if (entry === undefined) return failure({ code: 'badRequest' });
      const rest = await sayings.say(entry.farewell);
      if (rest === null) return forget(id);
      await leave(entry, rest);
      return failure({ code: rest.refreshToken === null ? 'browserNotOpened' : 'offline' });
    },
    async dismiss(id) {
      return waiting.has(id) ? forget(id) : failure({ code: 'badRequest' });
    },
    close: () => closed.abort(),
  };
}

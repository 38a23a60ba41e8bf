import { expect } from 'vitest';
import { type AppLife, startApp } from './app-life.ts';
import type { Report } from './protocol.ts';
import type { World } from './world.ts';

/** What came of the kills of one {@link History}. */
export interface Tally {
  kills: number;
  /** Starts after which the sign-in was looked at. */
  starts: number;
  /** Starts that went on with the sign-in of before. */
  signedIn: number;
  /** Starts before which the instance had given out new tokens and nothing of them was on the disk. */
  lost: number;
  /** Starts that said that the sign-in was interrupted. */
  interrupted: number;
  /** Sign-ins that were needed. */
  signIns: number;
  /** Where the process died, by how often. */
  readonly diedAt: Map<string, number>;
}

/**
 * The life of one sign-in on one computer, in which the app is killed over and over. Each start is compared with what
 * must be, which follows from the instance's own books and from the bytes on the disk.
 */
export class History {
  readonly tally: Tally = {
    ...{ kills: 0, starts: 0, signedIn: 0, lost: 0, interrupted: 0, signIns: 0 },
    diedAt: new Map(),
  };
  readonly #world: World;
  readonly #program: string;
  readonly #isForgiving: boolean;
  readonly #lives = new Set<AppLife>();
  #isOver = false;
  #place: Pick<Report, 'accountKey' | 'databaseKey'> | null = null;

  /** @param isForgiving the instance takes a refresh token again that it has just taken */
  constructor(world: World, program: string, isForgiving: boolean) {
    this.#world = world;
    this.#program = program;
    this.#isForgiving = isForgiving;
  }

  /** The first sign-in, and a place to be kept. */
  async begin(): Promise<void> {
    const app = await this.start();
    const { accountKey } = await reportOf(app, 'signIn');
    if (accountKey === null) throw new Error('The first sign-in failed');
    await app.kill();
    const again = await this.start();
    const { databaseKey } = await reportOf(again, 'start');
    await again.kill();
    expect(databaseKey).toMatch(/^[0-9a-f]{64}$/);
    this.#place = { accountKey, databaseKey };
  }

  /** Starts the app and tells it nothing yet. */
  async start(): Promise<AppLife> {
    if (this.#isOver) throw new Error('This history is over');
    const app = startApp(this.#program, this.#world.origin);
    this.#lives.add(app);
    await app.ready;
    return app;
  }

  /** Starts the app, and signs in again if, and only if, the instance had rotated and nothing had been saved. */
  async rise(): Promise<AppLife> {
    const app = await this.start();
    const isLost = await this.#isLost();
    const report = await reportOf(app, 'start');
    const { tally } = this;
    tally.starts += 1;
    expect(report).toMatchObject(this.#place ?? {});
    if (!isLost || this.#isForgiving) {
      expect(report).toMatchObject({ status: 'signedIn', reason: null, access: 'taken' });
      tally.signedIn += 1;
      if (isLost) tally.lost += 1;
      return app;
    }
    expect(report).toMatchObject({ status: 'needsSignIn', reason: 'interrupted' });
    tally.lost += 1;
    tally.interrupted += 1;
    tally.signIns += 1;
    expect(await reportOf(app, 'signIn')).toMatchObject({
      ...{ ...this.#place, status: 'signedIn', access: 'taken' },
    });
    return app;
  }

  /** Renews once, without a kill. @returns the crash points on the way */
  async rehearse(): Promise<readonly string[]> {
    const app = await this.rise();
    await app.tell({ command: 'renew', crashAt: null });
    await app.kill();
    return app.points();
  }

  /** Counts a death. */
  died(at: string): void {
    this.tally.kills += 1;
    this.tally.diedAt.set(at, (this.tally.diedAt.get(at) ?? 0) + 1);
  }

  /** Makes sure that the sign-in still works, and goes on working. */
  async end(): Promise<void> {
    const app = await this.rise();
    const ending = await app.tell({ command: 'renew', crashAt: null });
    expect(ending).toMatchObject({ report: { status: 'signedIn', access: 'taken' } });
    await app.kill();
  }

  /** Leaves no process behind, also when a test has failed. */
  async killAll(): Promise<void> {
    this.#isOver = true;
    await Promise.allSettled([...this.#lives].map((app) => app.kill()));
  }

  async #isLost(): Promise<boolean> {
    const kept = await this.#world.keptToken(this.#place?.accountKey ?? '');
    return kept !== this.#world.newestToken();
  }
}

async function reportOf(app: AppLife, command: 'start' | 'signIn'): Promise<Report> {
  const ending = await app.tell(command === 'start' ? { command, crashAt: null } : { command });
  if ('report' in ending) return ending.report;
  throw new Error(`The app died at ${ending.diedAt}`);
}

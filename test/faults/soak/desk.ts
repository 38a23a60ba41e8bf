import type { AppProcess } from './app-process.ts';
import type { Client } from './client.ts';
import type { Computer } from './computer.ts';
import type { Conditions } from './conditions.ts';
import type { Journal } from './journal.ts';
import type { Ledger, Verdict } from './ledger.ts';
import type { World } from './world.ts';

/** A sign-in that the app asked for. */
export interface NeededSignIn extends Verdict {
  /** Another process, or an earlier run, has asked for it before. */
  readonly isKnown: boolean;
  /** The reason that the app gave. */
  readonly told: string;
  /** The line of the journal that tells of it. */
  readonly line: number;
}

/** A run of the app. */
export interface Run {
  readonly process: AppProcess;
  readonly client: Client;
}

/** What the person has in front of them. */
export interface DeskParts {
  readonly world: World;
  readonly computer: Computer;
  readonly conditions: Conditions;
  readonly ledger: Ledger;
  readonly journal: Journal;
  /** Makes a run of the app that was not started yet. */
  readonly create: () => Run;
}

/** After so long without any trouble a question must be answered, in milliseconds. */
const longestRecovery = 15 * 60_000;
/** So long after the first window is another one asked, in milliseconds: nobody looks at two at once. */
const glance = 333;

/** The person: starts and quits the app, asks for things, and signs in when they have to. */
export class Desk {
  answered = 0;
  /** Questions that were not answered although nothing stood in the way and nobody had to sign in. */
  stuck = 0;
  readonly signIns: NeededSignIn[] = [];

  readonly #parts: DeskParts;
  readonly #alive = new Set<number>();
  /** Runs whose wish for a sign-in was put down. */
  readonly #heard = new Set<Run>();
  #main: Run | null = null;
  /** A second one over the same folder, which should not be. */
  #extra: Run | null = null;
  #troubleAt = 0;
  #isSigningIn = false;
  /** Somebody has asked for the sign-in that is needed now. */
  #isKnown = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** The runs of the app at the moment. */
  running(): Run[] {
    return [this.#main, this.#extra].filter((run) => run !== null);
  }

  get hasApp(): boolean {
    return this.#main !== null;
  }

  isAlive(pid: number): boolean {
    return this.#alive.has(pid);
  }

  /** Starts the app for the first time and signs in. */
  async begin(): Promise<void> {
    this.#main = await this.#launch();
    await this.#parts.world.work(() => this.#main?.client.signIn() ?? Promise.resolve(false));
  }

  /** Asks for so many things at once in every window. */
  async ask(calls: number): Promise<void> {
    const { world, computer } = this.#parts;
    if (!computer.isAwake) return;
    this.#main ??= await this.#launch();
    for (const [index, run] of this.running().entries()) {
      world.at(world.now() + index * glance, () => void this.#askIn(run, calls));
    }
  }

  async startExtra(): Promise<void> {
    if (this.#main !== null) this.#extra ??= await this.#launch();
  }

  quitExtra(): Promise<void> {
    return this.#quit(this.#extra);
  }

  /** Quits the app, which is started again when it is needed. */
  quit(): Promise<void> {
    return this.#quit(this.#main);
  }

  /** Kills the app in the middle of whatever it does. */
  crash(): void {
    if (this.#main !== null) this.#end(this.#main);
  }

  /** Kills the run that this process is. */
  kill(process: AppProcess): void {
    const run = this.running().find((one) => one.process === process);
    this.#parts.journal.write(process.pid, 'is killed');
    if (run !== undefined) this.#end(run);
  }

  /** Ends everything. */
  leave(): void {
    for (const run of this.running()) this.#end(run);
  }

  /** Something is wrong until then: a question need not be answered at once. */
  haveTrouble(until: number): void {
    this.#troubleAt = until;
  }

  /** Takes note of every run that wants somebody to sign in. */
  look(): void {
    const { ledger, journal, world } = this.#parts;
    for (const run of this.running()) {
      const told = run.client.reasonToSignIn();
      // A sign-in would not help: an administrator has to do something first.
      if (told === null || told === 'appRefused' || this.#heard.has(run)) continue;
      this.#heard.add(run);
      const line = journal.lines().length;
      journal.write(run.process.pid, `needs a sign-in: ${told}`);
      this.signIns.push({ ...ledger.verdict(world.now()), isKnown: this.#isKnown, told, line });
      this.#isKnown = true;
    }
  }

  async #launch(): Promise<Run> {
    const run = this.#parts.create();
    this.#alive.add(run.process.pid);
    await this.#parts.world.work(() => run.client.start());
    return run;
  }

  async #askIn(run: Run, calls: number): Promise<void> {
    const { client, process } = run;
    if (process.isDead || !this.#parts.computer.isAwake) return;
    if (client.reasonToSignIn() === 'appRefused') await client.tryAgain();
    if (client.reasonToSignIn() !== null) return this.#signIn(run);
    const hadTrouble = this.#hasTrouble();
    const asked = await Promise.all(Array.from({ length: calls }, () => client.ask()));
    this.answered += asked.filter((outcome) => outcome === 'answered').length;
    if (hadTrouble || this.#hasTrouble() || process.isDead || !asked.includes('later')) return;
    this.#parts.journal.write(process.pid, 'gets no answer in calm weather');
    this.stuck += 1;
  }

  #hasTrouble(): boolean {
    return this.#parts.world.now() - this.#troubleAt < longestRecovery;
  }

  /** Signs in as soon as nothing is in the way, in one window. */
  async #signIn(run: Run): Promise<void> {
    const { conditions, computer, world } = this.#parts;
    if (this.#isSigningIn || !conditions.isCalm || !computer.isAwake) return;
    this.#isSigningIn = true;
    await this.#quit(this.running().find((other) => other !== run) ?? null);
    const isDone = await world.work(() => run.client.signIn());
    this.#isSigningIn = false;
    if (!isDone) return;
    this.#heard.delete(run);
    this.#isKnown = false;
  }

  async #quit(run: Run | null): Promise<void> {
    if (run === null) return;
    this.#putAway(run);
    await run.client.close();
    this.#end(run);
  }

  #end(run: Run): void {
    this.#putAway(run);
    run.process.kill();
    this.#alive.delete(run.process.pid);
  }

  #putAway(run: Run): void {
    if (this.#main === run) this.#main = null;
    if (this.#extra === run) this.#extra = null;
  }
}

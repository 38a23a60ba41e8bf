import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { NeedsSignInReason, Renewal } from '../../../electron/contract/session.ts';
import { endedSchema } from '../../../electron/session/kept-session.ts';
import { createServerClock } from '../../../electron/session/server-clock.ts';
import { createTokenBroker, type TokenBroker } from '../../../electron/session/token-broker.ts';
import type { TokenStore } from '../../../electron/session/token-store.ts';
import type { Tokens } from '../../../electron/session/tokens.ts';
import { FakeClock } from './fake-clock.ts';
import { ModelServer, type TrueTime } from './model-server.ts';
import { SharedDisk } from './shared-disk.ts';
import { SharedLock } from './shared-lock.ts';

interface Life {
  isDead: boolean;
  /** Its broker was closed, or it is dead. */
  isClosed: boolean;
  /** The network has proven itself to it, and it has sent nothing since. */
  isProven: boolean;
}

/** A process of the app, and everything that its broker said. */
export interface Process extends Life {
  readonly broker: TokenBroker;
  readonly ended: readonly NeedsSignInReason[];
  readonly renewals: readonly Renewal[];
  readonly discarded: readonly Tokens[];
  readonly ages: readonly (readonly [number, 'alive' | 'dead'])[];
  /** How often the network was asked to prove itself. */
  proofs(): number;
}

/** What a world begins with. */
export interface WorldOptions {
  /** Resolves when it is the turn of whatever takes its time: a message, a write. At once, if left out. */
  readonly turn?: (what: string) => Promise<unknown>;
  /** For how many milliseconds the server forgives a repetition; 0 if left out. */
  readonly grace?: number;
  readonly tokens?: Partial<Tokens>;
}

/** A sleep that was announced holds nothing up for longer, in milliseconds. */
const longestSuspension = 30_000;

/**
 * One computer with its clocks, its disk and its processes, and a server to renew a session at. It watches what may never
 * happen, and writes it down as `violations`.
 */
export class BrokerWorld {
  readonly clock = new FakeClock();
  readonly time: TrueTime = { now: Date.UTC(2026, 5, 1) };
  readonly server: ModelServer;
  readonly disk: SharedDisk;
  readonly lock: SharedLock;
  readonly violations: string[] = [];
  /** Why processes ended, in order. */
  readonly ends: NeedsSignInReason[] = [];
  /** A request got no answer, or whoever was to get it was killed. */
  hasLostAnswer = false;
  #suspendedAt: number | null = null;
  /** The processes that wait for an answer of the server. */
  readonly #inFlight = new Set<Life>();
  readonly #turn: (what: string) => Promise<unknown>;
  /** Refresh tokens that were sent and that no answer came to. */
  readonly #unanswered = new Set<string>();
  /** Those of them that the network has been proven for since. */
  readonly #provenFor = new Set<string>();

  constructor({ turn = () => Promise.resolve(), grace = 0, tokens = {} }: WorldOptions = {}) {
    this.#turn = turn;
    this.server = new ModelServer(this.time, () => this.clock.now(), grace);
    this.disk = new SharedDisk({ ...this.server.issue(), ...tokens });
    this.lock = new SharedLock(this.clock);
  }

  /** Starts the app with what is on the disk. */
  start(wereJustReceived = true): Process {
    const { clock, disk } = this;
    const tokens = disk.tokens();
    const server = createServerClock(clock);
    const ended: NeedsSignInReason[] = [];
    const renewals: Renewal[] = [];
    const discarded: Tokens[] = [];
    const ages: [number, 'alive' | 'dead'][] = [];
    let proofs = 0;
    const life: Life = { isDead: false, isClosed: false, isProven: false };
    const turn = (what: string): Promise<unknown> => this.#turnOf(life, what);
    const broker = createTokenBroker({
      ...{ tokens, wereJustReceived, wasIntended: disk.wasIntended, clock, server },
      lock: this.lock.of(life),
      store: this.#watched(life, disk.store(turn)),
      refresh: async ({ refreshToken }) => {
        this.#checkSending(life, refreshToken);
        this.#unanswered.add(refreshToken);
        this.#inFlight.add(life);
        const answer = await this.server.refresh(refreshToken, () => turn('message'));
        if (answer.outcome === 'renewed') server.learn(answer.tokens.serverTime);
        this.#inFlight.delete(life);
        if (answer.outcome === 'ambiguous') this.hasLostAnswer = true;
        else this.#unanswered.delete(refreshToken);
        return answer;
      },
      prove: async () => {
        proofs += 1;
        await turn('proof');
        if (this.server.isOut) return failure({ code: 'offline' });
        server.learn(this.server.tellsTime ? this.time.now : null);
        for (const token of this.#unanswered) this.#provenFor.add(token);
        life.isProven = true;
        return success(null);
      },
      discard: (late) => discarded.push(late),
      onRenewal: (renewal) => renewals.push(renewal),
      onRefreshTokenAge: (age, outcome) => ages.push([age, outcome]),
      onEnded: (reason) => {
        this.#checkEnd(life, reason);
        ended.push(reason);
        this.ends.push(reason);
        // What can't be used any more is removed from the disk, and the reason stays.
        const gone = endedSchema.safeParse(reason).data;
        if (gone !== undefined) disk.kept = { gone };
      },
    });
    if (this.#suspendedAt !== null) broker.suspend();
    return Object.assign(life, { broker, ended, renewals, discarded, ages, proofs: () => proofs });
  }

  /** Closes a process's broker in good order, and returns the refresh token that it names. */
  close(process: Process): string | null {
    process.isClosed = true;
    return process.broker.close();
  }

  /** Ends a process at once, wherever it stands. */
  kill(process: Process): void {
    process.isDead = true;
    process.isClosed = true;
    if (this.#inFlight.delete(process)) this.hasLostAnswer = true;
    this.lock.release(process);
  }

  /** Asks for a token, and looks at what comes. */
  async ask(process: Process, rejected?: string): Promise<Result<string>> {
    const result = await process.broker.accessToken(rejected);
    if (!result.ok) return result;
    if (process.isClosed) this.violations.push('a token was handed out after closing');
    if (!this.disk.everKept.has(result.value)) this.violations.push('a token is not durable');
    if (result.value === rejected) this.violations.push('a rejected token was handed out');
    return result;
  }

  /** Time passes, for everybody. */
  pass(ms: number): void {
    this.time.now += ms;
    this.clock.advance(ms);
  }

  /** Lets time pass until a promise is settled. */
  async passUntil<Value>(promise: Promise<Value>): Promise<Value> {
    let isOver = false;
    const result = promise.finally(() => {
      isOver = true;
    });
    await settle();
    while (!isOver) {
      this.pass(50);
      await settle();
    }
    return result;
  }

  /** Lets time pass in small steps, and everything happen that waits for it. */
  async live(ms: number): Promise<void> {
    await settle();
    for (let passed = 0; passed < ms; passed += 250) {
      this.pass(250);
      await settle();
    }
  }

  /** The computer sleeps, and its monotonic clock stands still. */
  sleepThrough(ms: number): void {
    this.time.now += ms;
    this.clock.setWall(ms);
  }

  suspend(...processes: readonly Process[]): void {
    this.#suspendedAt ??= this.clock.monotonic();
    for (const { broker } of processes) broker.suspend();
  }

  resume(...processes: readonly Process[]): void {
    this.#suspendedAt = null;
    for (const { broker } of processes) broker.resume();
  }

  async #turnOf(life: Life, what: string): Promise<unknown> {
    const done = life.isDead ? null : await this.#turn(what);
    return life.isDead ? new Promise(() => undefined) : done;
  }

  #watched(life: Life, store: TokenStore): TokenStore {
    return {
      ...store,
      save: (tokens) => {
        if (life.isClosed && !life.isDead)
          this.violations.push('something was saved after closing');
        return store.save(tokens);
      },
    };
  }

  #checkSending(life: Life, refreshToken: string): void {
    if (!life.isProven) this.violations.push('a refresh token was sent without a proof');
    life.isProven = false;
    if (this.server.refused.includes(refreshToken)) {
      this.violations.push('a refresh token was sent that had been refused');
    }
    const isRepeated = this.#unanswered.has(refreshToken);
    if (isRepeated && !this.#provenFor.delete(refreshToken)) {
      this.violations.push('a refresh token was sent again without a proof of the network');
    }
    if (this.disk.kept !== 'unreadable' && this.disk.intent !== refreshToken) {
      this.violations.push('a refresh token was sent that was not written down');
    }
    if (this.#inFlight.size > 0) this.violations.push('two refreshes were in flight');
    const since = this.#suspendedAt;
    if (since !== null && this.clock.monotonic() - since < longestSuspension) {
      this.violations.push('a refresh started while the computer fell asleep');
    }
  }

  #checkEnd(life: Life, reason: NeedsSignInReason): void {
    if (life.isClosed) this.violations.push('an end was told after closing');
    const isOfServer = reason === 'rejected' || reason === 'interrupted';
    if (isOfServer && this.server.refused.length === 0)
      this.violations.push(`${reason}, and nothing was refused`);
    if (reason === 'interrupted' && !this.hasLostAnswer) {
      this.violations.push('interrupted, and no answer was lost');
    }
  }
}

/** Lets everything run that waits for nothing but its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

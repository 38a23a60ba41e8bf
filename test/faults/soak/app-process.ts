import type { Disk } from '../../../electron/disk/atomic-file.ts';
import { disk as realDisk } from '../../../electron/disk/atomic-file.ts';
import type { Clock } from '../../../electron/session/clock.ts';
import type { Chance } from './chance.ts';
import type { Conditions } from './conditions.ts';
import type { World } from './world.ts';

/** What all processes of the computer share. */
export interface Machine {
  readonly world: World;
  readonly clock: Clock;
  readonly conditions: Conditions;
  readonly chance: Chance;
  readonly folder: string;
}

/**
 * One run of the app. When it is killed, nothing that it waits for ever comes: it stands still at the border to the world
 * at which it was, and what it had asked the disk and the network for is done all the same.
 */
export class AppProcess {
  readonly pid: number;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly disk: Disk;
  /** A person sits in front of it and repeats what they do until it works: nothing gets in the way. */
  isSpared = false;
  #isDead = false;

  constructor(machine: Machine, pid: number) {
    this.machine = machine;
    this.pid = pid;
    this.clock = {
      now: () => machine.clock.now(),
      monotonic: () => machine.clock.monotonic(),
      sleep: (ms, signal) => this.guard(machine.clock.sleep(ms, signal)),
    };
    this.disk = this.#disk();
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  kill(): void {
    this.#isDead = true;
  }

  /** The same promise while the process lives, and none that settles afterwards. */
  guard<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => {
          if (!this.#isDead) resolve(value);
        },
        (error: unknown) => {
          if (!this.#isDead) reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  #disk(): Disk {
    const { world, conditions } = this.machine;
    const work = <Value>(task: () => Promise<Value>): Promise<Value> =>
      this.#isDead ? new Promise(() => undefined) : this.guard(world.work(task));
    const change = (task: () => Promise<void>): Promise<void> =>
      work(() => (conditions.is('diskFull') ? Promise.reject(noSpace()) : task()));
    return {
      read: (path) => work(() => realDisk.read(path)),
      list: (path) => work(() => realDisk.list(path)),
      remove: (path) => work(() => realDisk.remove(path)),
      write: (path, content) => change(() => realDisk.write(path, content)),
      move: (from, to) => work(() => realDisk.move(from, to)),
    };
  }
}

function noSpace(): Error {
  return Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
}

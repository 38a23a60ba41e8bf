import type { Chance } from './chance.ts';
import type { Computer } from './computer.ts';
import type { Conditions } from './conditions.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Network } from './network.ts';
import type { World } from './world.ts';

/** What a closing lid has to do with. */
export interface LidParts {
  readonly world: World;
  readonly computer: Computer;
  readonly conditions: Conditions;
  readonly network: Network;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly chance: Chance;
}

const second = 1000;
const minute = 60 * second;

/** The lid of the computer, and what the app is told of it. */
export class Lid {
  readonly #parts: LidParts;

  constructor(parts: LidParts) {
    this.#parts = parts;
  }

  /** Somebody closes it. Mostly the app hears of it, and the computer works on for a moment. */
  close(): void {
    const { world, chance, computer, desk } = this.#parts;
    if (!computer.isAwake) return;
    const isTold = chance.in(0.8);
    if (isTold) for (const { client } of desk.running()) client.suspend();
    const moment = isTold ? chance.between(0, 2 * second) : 0;
    world.at(world.now() + moment, () => this.#fallAsleep());
  }

  /** It falls shut without a warning, and somebody opens it by and by. */
  slam(): void {
    const { world, chance, computer } = this.#parts;
    if (!computer.isAwake) return;
    this.#fallAsleep();
    world.at(world.now() + chance.between(1, 600) * minute, () => this.open());
  }

  /** Somebody opens it. The network is there after a while. */
  open(): void {
    const { world, chance, computer, conditions, network, desk, journal } = this.#parts;
    if (computer.isAwake) return;
    journal.write(0, 'wakes up');
    computer.wakeUp();
    network.thaw();
    conditions.isReconnecting = true;
    world.at(world.now() + chance.between(1, 20) * second, () => {
      conditions.isReconnecting = false;
    });
    for (const { client } of desk.running()) client.resume();
  }

  #fallAsleep(): void {
    const { computer, network, journal } = this.#parts;
    if (!computer.isAwake) return;
    journal.write(0, 'falls asleep');
    computer.fallAsleep();
    network.freeze();
  }
}

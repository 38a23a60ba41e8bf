import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PortHolder, type PortMessage, Switchboard } from './switchboard.ts';

const hello: PortMessage = { data: new Uint8Array([1]), ports: [] };

/**
 * A process at the far end of two ways: what it tells the switchboard, and what it is told, is under way until
 * a test lets it arrive, each way in order.
 */
class FarProcess implements PortHolder {
  readonly held = new Set<number>();
  readonly closedEnds: number[] = [];
  readonly #down: (() => void)[] = [];
  readonly #up: (() => void)[] = [];
  readonly #board: Switchboard;
  readonly received: { end: number; message: PortMessage }[];

  /** `received` may be shared, to see what arrived at several processes in order. */
  constructor(board: Switchboard, received: { end: number; message: PortMessage }[] = []) {
    this.#board = board;
    this.received = received;
  }

  deliver(end: number, message: PortMessage): void {
    this.#down.push(() => {
      if (!this.held.has(end)) return;
      this.#up.push(() => this.#board.received(end));
      for (const port of message.ports) this.held.add(port);
      this.received.push({ end, message });
    });
  }

  closed(end: number): void {
    this.#down.push(() => {
      if (this.held.delete(end)) this.closedEnds.push(end);
    });
  }

  start(end: number): void {
    if (this.held.has(end)) this.#up.push(() => this.#board.start(end));
  }

  close(end: number): void {
    if (this.held.delete(end)) this.#up.push(() => this.#board.close(end));
  }

  post(end: number, message: PortMessage): boolean {
    if (!this.held.has(end) || message.ports.some((port) => !this.held.has(port))) return false;
    for (const port of message.ports) this.held.delete(port);
    this.#up.push(() => this.#board.post(end, message));
    return true;
  }

  /** Lets the oldest thing on one way arrive; answers whether there was one. */
  step(way: 'down' | 'up'): boolean {
    const action = (way === 'down' ? this.#down : this.#up).shift();
    action?.();
    return action !== undefined;
  }
}

function settle(processes: readonly FarProcess[]): void {
  while (processes.some((process) => process.step('up') || process.step('down')));
}

function pairIn(board: Switchboard, one: FarProcess, other: FarProcess): [number, number] {
  const [first, second] = board.pair();
  for (const [end, holder] of [
    [first, one],
    [second, other],
  ] as const) {
    board.give(end, holder);
    holder.held.add(end);
  }
  return [first, second];
}

test('however a port wanders, its messages arrive once and in order', () => {
  const action = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('post' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('start' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), to: fc.nat(2) }) },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('step' as const),
        way: fc.constantFrom('up' as const, 'down' as const),
        who: fc.nat(2),
      }),
    },
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
      const board = new Switchboard();
      const received: { end: number; message: PortMessage }[] = [];
      const processes = [0, 1, 2].map(() => new FarProcess(board, received));
      const [a, b, c] = processes;
      if (a === undefined || b === undefined || c === undefined) throw new Error('three');
      const [sender, wanderer] = pairIn(board, a, b);
      // Roads on which the wanderer is passed on, each between two of the three.
      const roads = [
        { from: a, to: b, ends: pairIn(board, a, b) },
        { from: b, to: c, ends: pairIn(board, b, c) },
        { from: c, to: a, ends: pairIn(board, c, a) },
      ];
      for (const { from, to, ends } of roads) {
        from.start(ends[0]);
        to.start(ends[1]);
      }
      let sent = 0;
      const holderOf = () => processes.find((process) => process.held.has(wanderer));
      for (const wish of actions) {
        if (wish.kind === 'post') {
          a.post(sender, { data: new Uint8Array([sent]), ports: [] });
          sent += 1;
        } else if (wish.kind === 'start') holderOf()?.start(wanderer);
        else if (wish.kind === 'step') processes[wish.who]?.step(wish.way);
        else {
          const from = holderOf();
          const road = roads.find((each) => each.from === from);
          if (road) road.from.post(road.ends[0], { data: new Uint8Array(), ports: [wanderer] });
        }
      }
      settle(processes);
      holderOf()?.start(wanderer);
      settle(processes);
      const arrived = received.filter(({ end }) => end === wanderer);
      expect(arrived.map(({ message }) => message.data[0])).toEqual(
        Array.from({ length: sent }, (_, number) => number),
      );
    }),
    { numRuns: 500 },
  );
});

test('messages wait until the port is started', () => {
  const board = new Switchboard();
  const [a, b] = [new FarProcess(board), new FarProcess(board)];
  const [one, other] = pairIn(board, a, b);
  a.post(one, hello);
  settle([a, b]);
  expect(b.received).toEqual([]);
  b.start(other);
  settle([a, b]);
  expect(b.received).toEqual([{ end: other, message: hello }]);
});

test('an end hears that the other one closed, after everything that it sent', () => {
  const board = new Switchboard();
  const [a, b] = [new FarProcess(board), new FarProcess(board)];
  const [one, other] = pairIn(board, a, b);
  a.post(one, hello);
  a.close(one);
  settle([a, b]);
  expect(b.closedEnds).toEqual([]);
  b.start(other);
  b.step('up');
  b.step('down');
  expect([b.received.length, b.closedEnds]).toEqual([1, []]);
  settle([a, b]);
  expect(b.closedEnds).toEqual([other]);
});

test('a port that came before a closing is the receiver’s all the same', () => {
  const board = new Switchboard();
  const [a, b] = [new FarProcess(board), new FarProcess(board)];
  const [road, end] = pairIn(board, a, b);
  const [kept, moving] = pairIn(board, a, a);
  b.start(end);
  settle([a, b]);
  a.post(road, { data: new Uint8Array(), ports: [moving] });
  a.close(road);
  settle([a, b]);
  expect(b.closedEnds).toEqual([end]);
  b.start(moving);
  a.post(kept, hello);
  settle([a, b]);
  expect(b.received.at(-1)).toEqual({ end: moving, message: hello });
});

test('a process that has gone closes what it held, and what was on its way to it', () => {
  const board = new Switchboard();
  const [a, b] = [new FarProcess(board), new FarProcess(board)];
  const [, other] = pairIn(board, b, a);
  const [road, end] = pairIn(board, a, b);
  const [kept, travelling] = pairIn(board, a, a);
  for (const port of [other, kept]) a.start(port);
  b.start(end);
  settle([a, b]);
  a.post(road, { data: new Uint8Array(), ports: [travelling] });
  a.step('up');
  board.drop(b);
  settle([a]);
  expect(a.closedEnds.toSorted((x, y) => x - y)).toEqual([other, kept]);
});

test('a message to nobody closes the ports that it brings', () => {
  const board = new Switchboard();
  const [a, b] = [new FarProcess(board), new FarProcess(board)];
  const [one, other] = pairIn(board, a, b);
  const [kept, lost] = pairIn(board, a, a);
  b.close(other);
  a.start(kept);
  settle([a, b]);
  a.post(one, { data: new Uint8Array(), ports: [lost] });
  settle([a, b]);
  expect(a.closedEnds).toContain(kept);
});

test('a port that was closed while it was on its way arrives, closed', () => {
  const board = new Switchboard();
  const [a, b] = [new FarProcess(board), new FarProcess(board)];
  const [road, end] = pairIn(board, a, b);
  const [kept, moving] = pairIn(board, a, a);
  a.start(moving);
  b.start(end);
  settle([a, b]);
  a.close(kept);
  // The closing is known to the switchboard, not yet to the process that passes the port on.
  a.step('up');
  a.post(road, { data: new Uint8Array(), ports: [moving] });
  settle([a, b]);
  expect(b.held.has(moving)).toBe(true);
  b.start(moving);
  settle([a, b]);
  expect(b.closedEnds).toEqual([moving]);
});

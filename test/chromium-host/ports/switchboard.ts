/** What travels between two ends: a structured clone, and the ends that move with it. */
export interface PortMessage {
  readonly data: Uint8Array;
  readonly ports: readonly number[];
}

/** Whoever has ports: this process, a utility process or the document in a window. */
export interface PortHolder {
  /** Confirmed with `received` when the message is taken; one for an end given away meanwhile is not taken. */
  deliver(end: number, message: PortMessage): void;
  /** The other end has gone and everything it sent was received. */
  closed(end: number): void;
}

/** What a holder tells of its ends, in the order in which it happened there. */
export interface PortLink {
  post(end: number, message: PortMessage): void;
  start(end: number): void;
  received(end: number): void;
  close(end: number): void;
}

interface End {
  readonly id: number;
  readonly peer: number;
  /** Nobody while the end is on its way in a message. */
  holder: PortHolder | undefined;
  started: boolean;
  readonly queue: PortMessage[];
  /** Delivered, but not confirmed: if the end moves on, these move with it. */
  readonly delivered: PortMessage[];
}

/**
 * Connects the two ends of every message channel of the app, wherever they are. All messages go through
 * here, and wait here until the end they are for is started, so that an end can move at any moment
 * without losing, doubling or swapping any (HTML standard, section 9.4.4).
 */
export class Switchboard implements PortLink {
  readonly #ends = new Map<number, End>();
  #lastId = 0;

  /** A new channel; neither end has a holder yet. */
  pair(): readonly [number, number] {
    const [one, other] = [this.#lastId + 1, this.#lastId + 2];
    this.#lastId = other;
    this.#add(one, other);
    this.#add(other, one);
    return [one, other];
  }

  /** Hands an end to a holder, where it is not started yet; what waits in it goes with it. */
  give(end: number, holder: PortHolder): void {
    this.#detach(end).holder = holder;
  }

  post(end: number, message: PortMessage): void {
    for (const port of message.ports) this.#detach(port);
    const peer = this.#ends.get(this.#ends.get(end)?.peer ?? 0);
    if (peer === undefined) {
      for (const port of message.ports) this.close(port);
      return;
    }
    peer.queue.push(message);
    this.#advance(peer);
  }

  start(end: number): void {
    const started = this.#ends.get(end);
    if (started === undefined) return;
    started.started = true;
    this.#advance(started);
  }

  received(end: number): void {
    const receiver = this.#ends.get(end);
    const message = receiver?.delivered.shift();
    if (receiver?.holder === undefined || message === undefined) return;
    for (const port of message.ports) this.give(port, receiver.holder);
    this.#advance(receiver);
  }

  close(end: number): void {
    const closed = this.#ends.get(end);
    if (closed === undefined) return;
    this.#ends.delete(end);
    for (const message of [...closed.delivered, ...closed.queue]) {
      for (const port of message.ports) this.close(port);
    }
    const peer = this.#ends.get(closed.peer);
    if (peer !== undefined) this.#advance(peer);
  }

  /** The holder has gone, with all that it held. */
  drop(holder: PortHolder): void {
    for (const end of [...this.#ends.values()]) if (end.holder === holder) this.close(end.id);
  }

  #add(id: number, peer: number): End {
    const end = { id, peer, holder: undefined, started: false, queue: [], delivered: [] };
    this.#ends.set(id, end);
    return end;
  }

  /** Takes an end from its holder. One that was closed meanwhile goes on as the end of nothing. */
  #detach(id: number): End {
    const end = this.#ends.get(id) ?? this.#add(id, 0);
    end.holder = undefined;
    end.started = false;
    end.queue.unshift(...end.delivered.splice(0));
    return end;
  }

  #advance(end: End): void {
    if (end.holder === undefined || !end.started) return;
    for (const message of end.queue.splice(0)) {
      end.delivered.push(message);
      end.holder.deliver(end.id, message);
    }
    if (this.#ends.has(end.peer) || end.delivered.length > 0) return;
    this.#ends.delete(end.id);
    end.holder.closed(end.id);
  }
}

/** One end of the bridge between a page's own world and the preload's isolated world. */
export interface Bridge {
  /** Sends a request and returns the other world's answer; throws a plain Error for its error. */
  request(name: string, ...values: unknown[]): unknown;
  /** Says what to do with a request of that name from the other world. */
  answer(name: string, respond: (...values: unknown[]) => unknown): void;
}

/** A value on its way: the tag says how the other world builds it anew. */
interface Parcel {
  tag: 'value' | 'function' | 'promise' | 'error' | 'array' | 'object';
  value?: unknown;
  id?: number;
  items?: Parcel[];
  entries?: [string, Parcel][];
}

type Message =
  | { readonly kind: 'request'; readonly name: string; readonly values: Parcel }
  | { readonly kind: 'call'; readonly id: number; readonly values: Parcel }
  | { readonly kind: 'settle'; readonly id: number; readonly ok: boolean; readonly value: Parcel }
  | { readonly kind: 'reply'; readonly ok: boolean; readonly value: Parcel };

/**
 * Builds one end, from names of two events that only the two ends know. Worlds can't share objects, but
 * they share the document's events: dispatching is synchronous and `detail` arrives as a structured
 * clone. Values cross as the documentation of `contextBridge` says: functions and promises as proxies,
 * errors as plain Errors, objects copied without their prototypes, symbols left out.
 *
 * Self-contained: it runs in both worlds by its source text. It keeps the functions of the page that it
 * needs, since the page may replace them later.
 */
export function createBridge(incoming: string, outgoing: string): Bridge {
  const native = { CustomEvent, Error, structuredClone: structuredClone.bind(globalThis) };
  const dispatch = document.dispatchEvent.bind(document);
  const detail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail');
  const cloneable = [Date, RegExp, Map, Set, ArrayBuffer, Blob, Boolean, Number, String];
  const refused = [WeakMap, WeakSet, WeakRef, Node, Window];

  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const settlers = new Map<number, (ok: boolean, value: unknown) => void>();
  const answers = new Map<string, (...values: unknown[]) => unknown>();
  let lastId = 0;
  let reply: Message | undefined;

  function isOneOf(value: object, kinds: readonly (abstract new (...args: never[]) => object)[]) {
    return kinds.some((kind) => value instanceof kind);
  }

  function messageOf(error: unknown): string {
    const message: unknown =
      typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
    return typeof message === 'string'
      ? message
      : 'An unknown exception occurred: an error occurred but a valid exception was not thrown.';
  }

  function pack(value: unknown, known: Map<object, Parcel>, depth: number): Parcel {
    if (depth > 1_000) {
      throw new native.Error(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      );
    }
    if (typeof value === 'function') {
      lastId += 1;
      const target = value;
      functions.set(lastId, (...args) => Reflect.apply(target, undefined, args));
      return { tag: 'function', id: lastId };
    }
    if (typeof value !== 'object' || value === null) return { tag: 'value', value };
    const before = known.get(value);
    if (before !== undefined) return before;
    if (value instanceof Promise) return packPromise(value);
    if (value instanceof Error) return { tag: 'error', value: messageOf(value) };
    if (isOneOf(value, cloneable) || ArrayBuffer.isView(value)) return { tag: 'value', value };
    if (isOneOf(value, refused)) throw new TypeError('An object could not be cloned.');
    const parcel: Parcel = { tag: Array.isArray(value) ? 'array' : 'object' };
    known.set(value, parcel);
    if (Array.isArray(value)) {
      parcel.items = Array.from(value, (item) => pack(item, known, depth + 1));
      return parcel;
    }
    parcel.entries = Object.entries(value)
      .filter(([, item]) => typeof item !== 'symbol')
      .map(([key, item]) => [key, pack(item, known, depth + 1)]);
    return parcel;
  }

  function packPromise(promise: Promise<unknown>): Parcel {
    lastId += 1;
    const id = lastId;
    const settle = (ok: boolean, value: unknown): void => {
      let parcel: Parcel;
      try {
        parcel = pack(value, new Map(), 0);
      } catch (error) {
        send({ kind: 'settle', id, ok: false, value: { tag: 'error', value: messageOf(error) } });
        return;
      }
      send({ kind: 'settle', id, ok, value: parcel });
    };
    promise.then(
      (value) => settle(true, value),
      (error: unknown) => settle(false, error),
    );
    return { tag: 'promise', id };
  }

  function unpack(parcel: Parcel, known: Map<Parcel, unknown>): unknown {
    if (known.has(parcel)) return known.get(parcel);
    const { tag, value, id = 0, items = [], entries = [] } = parcel;
    if (tag === 'function') {
      return (...args: unknown[]) => open({ kind: 'call', id, values: pack(args, new Map(), 0) });
    }
    if (tag === 'promise') {
      return new Promise((resolve, reject) => {
        settlers.set(id, (ok, result) => (ok ? resolve(result) : reject(result)));
      });
    }
    if (tag === 'error') return new native.Error(String(value));
    if (tag === 'array') {
      const array: unknown[] = [];
      known.set(parcel, array);
      for (const item of items) array.push(unpack(item, known));
      return array;
    }
    if (tag === 'object') {
      const object = {};
      known.set(parcel, object);
      for (const [key, item] of entries) {
        const property = { value: unpack(item, known), writable: true, enumerable: true };
        Object.defineProperty(object, key, { ...property, configurable: true });
      }
      return object;
    }
    return value;
  }

  function send(message: Message): Message | undefined {
    reply = undefined;
    dispatch(new native.CustomEvent(outgoing, { detail: message }));
    const answer = reply;
    reply = undefined;
    return answer;
  }

  function open(message: Message): unknown {
    const answer = send(message);
    if (answer?.kind !== 'reply') throw new native.Error('The other world did not answer.');
    const value = unpack(answer.value, new Map());
    if (!answer.ok) throw value;
    return value;
  }

  function respond(run: () => unknown): void {
    let message: Message;
    try {
      message = { kind: 'reply', ok: true, value: pack(run(), new Map(), 0) };
    } catch (error) {
      message = { kind: 'reply', ok: false, value: { tag: 'error', value: messageOf(error) } };
    }
    dispatch(new native.CustomEvent(outgoing, { detail: message }));
  }

  function receive(message: Message): void {
    if (message.kind === 'reply') {
      reply = message;
      return;
    }
    if (message.kind === 'settle') {
      settlers.get(message.id)?.(message.ok, unpack(message.value, new Map()));
      settlers.delete(message.id);
      return;
    }
    respond(() => {
      const values = unpack(message.values, new Map());
      const target =
        message.kind === 'call' ? functions.get(message.id) : answers.get(message.name);
      if (target === undefined) throw new native.Error('The function has gone.');
      return target(...(Array.isArray(values) ? values : []));
    });
  }

  document.addEventListener(incoming, (event) => {
    event.stopImmediatePropagation();
    const message = detail?.get?.call(event) as Message | null | undefined;
    if (message) receive(message);
  });

  return {
    request: (name, ...values) =>
      open({ kind: 'request', name, values: pack(values, new Map(), 0) }),
    answer: (name, run) => {
      answers.set(name, run);
    },
  };
}

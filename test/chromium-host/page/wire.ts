/** Turns what structured clone can carry into text and back. */
export interface Wire {
  /** Throws Electron's "An object could not be cloned." for what structured clone refuses. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Builds the codec for IPC messages. The function is self-contained: it runs in the host and, by its
 * source text, in the page. Plain data travels as JSON as it is; anything else as a table of tagged
 * entries, so that cycles and shared references survive (HTML standard, section 2.7).
 */
export function createWire(): Wire {
  type Entry = readonly [tag: string, ...parts: unknown[]];

  function isPlain(value: unknown, depth: number): boolean {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
    if (typeof value !== 'object' || depth > 60) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (Array.isArray(value)) {
      const keys = Object.keys(value);
      return keys.length === value.length && value.every((item) => isPlain(item, depth + 1));
    }
    if (prototype !== Object.prototype && prototype !== null) return false;
    return Object.entries(value).every(
      ([key, item]) => key !== '__proto__' && key !== 'toJSON' && isPlain(item, depth + 1),
    );
  }

  function sharesReferences(value: unknown, seen: Set<object>): boolean {
    if (typeof value !== 'object' || value === null) return false;
    if (seen.has(value)) return true;
    seen.add(value);
    return Object.values(value).some((item) => sharesReferences(item, seen));
  }

  function toBase64(buffer: ArrayBuffer): string {
    const bytes = new Uint8Array(buffer);
    let binary = '';
    for (let start = 0; start < bytes.length; start += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return btoa(binary);
  }

  function fromBase64(text: string): ArrayBuffer {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes.buffer;
  }

  function toTable(root: unknown): Entry[] {
    const table: Entry[] = [];
    const known = new Map<unknown, number>();
    function add(value: unknown): number {
      const before = known.get(value);
      if (before !== undefined) return before;
      const index = table.push(['undefined']) - 1;
      if (typeof value === 'object' && value !== null) known.set(value, index);
      table[index] = describe(value);
      return index;
    }
    function describe(value: unknown): Entry {
      if (value === undefined) return ['undefined'];
      if (typeof value === 'number') return ['number', Object.is(value, -0) ? '-0' : String(value)];
      if (typeof value === 'bigint') return ['bigint', String(value)];
      if (typeof value !== 'object' || value === null) return ['json', value];
      if (Array.isArray(value)) {
        return [
          'array',
          value.length,
          Object.entries(value).map(([key, item]) => [key, add(item)]),
        ];
      }
      if (value instanceof Date) return ['date', String(value.getTime())];
      if (value instanceof RegExp) return ['regexp', value.source, value.flags];
      if (value instanceof Map)
        return ['map', [...value].map(([key, item]) => [add(key), add(item)])];
      if (value instanceof Set) return ['set', [...value].map((item) => add(item))];
      if (value instanceof ArrayBuffer) return ['buffer', toBase64(value)];
      if (ArrayBuffer.isView(value)) {
        const length = 'length' in value ? value.length : value.byteLength;
        return ['view', value.constructor.name, add(value.buffer), value.byteOffset, length];
      }
      if (value instanceof Error) {
        const cause = 'cause' in value ? [add(value.cause)] : [];
        return ['error', value.name, value.message, value.stack, ...cause];
      }
      if (value instanceof Boolean || value instanceof Number || value instanceof String) {
        return ['boxed', add(value.valueOf())];
      }
      return ['object', Object.entries(value).map(([key, item]) => [key, add(item)])];
    }
    add(root);
    return table;
  }

  function fromTable(table: readonly (readonly unknown[])[]): unknown {
    const made = new Map<number, unknown>();
    const errors: Record<string, ErrorConstructor> = {
      EvalError,
      RangeError,
      ReferenceError,
      SyntaxError,
      TypeError,
      URIError,
    };
    function pairs(part: unknown): [unknown, unknown][] {
      return Array.isArray(part) ? part.map((pair: unknown[]) => [pair[0], pair[1]]) : [];
    }
    function keep<T>(index: number, value: T): T {
      made.set(index, value);
      return value;
    }
    function define(target: object, part: unknown): void {
      for (const [key, item] of pairs(part)) {
        Object.defineProperty(target, String(key), {
          value: get(item),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
    }
    function view(name: string, buffer: unknown, offset: number, length: number): unknown {
      const kind: unknown = Reflect.get(globalThis, name);
      const usable = typeof kind === 'function' && name !== 'Buffer' ? kind : Uint8Array;
      return Reflect.construct(usable, [buffer, offset, length]);
    }
    function get(reference: unknown): unknown {
      const index = Number(reference);
      if (made.has(index)) return made.get(index);
      const [tag, first, second, third, fourth] = table[index] ?? [];
      switch (tag) {
        case 'json':
          return first;
        case 'number':
          return Number(first);
        case 'bigint':
          return BigInt(String(first));
        case 'array': {
          const array = keep<unknown[]>(index, []);
          array.length = Number(first);
          define(array, second);
          return array;
        }
        case 'date':
          return keep(index, new Date(Number(first)));
        case 'regexp':
          return keep(index, new RegExp(String(first), String(second)));
        case 'map': {
          const map = keep(index, new Map<unknown, unknown>());
          for (const [key, item] of pairs(first)) map.set(get(key), get(item));
          return map;
        }
        case 'set': {
          const set = keep(index, new Set<unknown>());
          if (Array.isArray(first)) for (const item of first) set.add(get(item));
          return set;
        }
        case 'buffer':
          return keep(index, fromBase64(String(first)));
        case 'view':
          return keep(index, view(String(first), get(second), Number(third), Number(fourth)));
        case 'error': {
          const error = keep(index, new (errors[String(first)] ?? Error)(String(second)));
          error.stack = String(third);
          if (fourth !== undefined) error.cause = get(fourth);
          return error;
        }
        case 'boxed':
          return keep(index, Object(get(first)));
        case 'object': {
          const object = keep(index, {});
          define(object, first);
          return object;
        }
        default:
          return undefined;
      }
    }
    return get(0);
  }

  return {
    encode(value) {
      if (isPlain(value, 0) && !sharesReferences(value, new Set())) {
        return JSON.stringify({ plain: value });
      }
      let clone: unknown;
      try {
        clone = structuredClone(value);
      } catch {
        throw new Error('An object could not be cloned.');
      }
      return JSON.stringify({ table: toTable(clone) });
    },
    decode(text) {
      const message = JSON.parse(text) as { plain?: unknown; table?: unknown[][] };
      return message.table === undefined ? message.plain : fromTable(message.table);
    },
  };
}

/** Keys that language and tools look up on any object, which must not count as use of an API. */
const probes = new Set(['then', 'toJSON', 'inspect', 'nodeType', 'tagName', 'domain']);

function missing(name: string, key: string): Error {
  return new Error(`not implemented in the Chromium host: ${name}.${key}`);
}

/** The name of an object, or how to tell it from the object that a member was read from. */
type Name = string | ((receiver: unknown) => string);

function handler<T extends object>(name: Name): ProxyHandler<T> {
  return {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver);
      if (probes.has(key) || key.startsWith('_')) return undefined;
      throw missing(typeof name === 'string' ? name : name(receiver), key);
    },
  };
}

/** The object itself, except that reading a member it lacks throws and names that member. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, handler<T>(name));
}

/** Makes reading a member that neither the class nor its bases have throw and name that member. */
export function strictInstances(name: Name, base: { readonly prototype: object }): void {
  const above: unknown = Object.getPrototypeOf(base.prototype);
  if (typeof above !== 'object' || above === null) return;
  Object.setPrototypeOf(base.prototype, new Proxy(above, handler(name)));
}

/** Stands for a whole module or class that the host lacks: importable, any use throws. */
export function absent(name: string): (...args: unknown[]) => unknown {
  const refuse = (): never => {
    throw new Error(`not implemented in the Chromium host: ${name}`);
  };
  return new Proxy(refuse, {
    construct: refuse,
    get(target, key): unknown {
      if (typeof key === 'symbol' || probes.has(key)) return Reflect.get(target, key);
      throw missing(name, key);
    },
  });
}

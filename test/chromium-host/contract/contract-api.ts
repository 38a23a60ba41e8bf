/** What the fixture's preload exposes to its page: see `app/preload.cjs`. */
interface ContractApi {
  text: string;
  number: number;
  nothing: null;
  list: [number, [number, { three: number }]];
  date: Date;
  bytes: Uint8Array;
  map: Map<string, number>;
  original: { value: number };
  person: { name: string; greet?: unknown };
  symbol?: unknown;
  change(): number;
  add(one: number, other: number): number;
  later<Value>(value: Value): Promise<Value>;
  describe(value: unknown): { kind: string; isPlain: boolean };
  call<Args extends unknown[], Result>(callback: (...args: Args) => Result, ...args: Args): Result;
  make(): (value: number) => number;
  same<Value>(value: Value): Value;
  fail(): never;
  failLater(): Promise<never>;
  duplicate(): string;
  shadow(): string;
  ipc: {
    invoke<Result>(channel: string, ...args: unknown[]): Promise<Result>;
    send(channel: string, ...args: unknown[]): void;
    invokeWithFunction(channel: string): Promise<unknown>;
    sendWithFunction(channel: string): void;
    kinds<Result>(channel: string): Promise<Result>;
    listen(channel: string, listener: (keys: string[], ...args: unknown[]) => void): void;
    once(channel: string, listener: (...args: unknown[]) => void): void;
    sendPort(channel: string, message: unknown): void;
    transferBuffer(channel: string): string;
    countAfterOff(channel: string): number;
  };
  environment: {
    requires(name: string): string;
    globals(): Record<string, string>;
    process(): Record<string, unknown>;
    sharesWithPage(): string;
    documentTitle(): string;
  };
}

/** What `ipc.kinds` sends, as the other end should get it. */
export interface Kinds {
  undefined: undefined;
  nan: number;
  negativeZero: number;
  big: bigint;
  date: Date;
  pattern: RegExp;
  map: Map<{ key: number }, Set<string>>;
  bytes: Uint8Array;
  floats: Float64Array;
  error: Error;
  sparse: unknown[];
  cycle: { self: unknown; shared: unknown; again: unknown };
}

declare global {
  interface Window {
    contract: ContractApi;
  }
}

import { netErrorCodes } from '../network/net-errors.ts';

/** What `loadURL` rejects with: Electron's message, `code`, `errno` and `url`. */
export class LoadError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly url: string;

  constructor(code: string, url: string) {
    const errno = netErrorCodes[code] ?? -2;
    super(`${code} (${errno}) loading '${url.length > 2_048 ? `${url.slice(0, 2_048)}...` : url}'`);
    this.code = code;
    this.errno = errno;
    this.url = url;
  }
}

/** A `loadURL` that has not come to its end. */
export interface PendingLoad {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(error: LoadError): void;
  /** Another navigation took its place, or the page went away. */
  abort(): void;
}

/** Starts waiting for the end of a `loadURL`. */
export function startLoad(url: string): PendingLoad {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { promise, resolve, reject, abort: () => reject(new LoadError('ERR_ABORTED', url)) };
}

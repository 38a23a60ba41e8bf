import type { CustomScheme, Protocol as ElectronProtocol } from 'electron';
import { host } from '../host.ts';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** The handlers for custom schemes of one session. */
export class SchemeHandlers {
  readonly #handlers = new Map<string, SchemeHandler>();

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  get(scheme: string): SchemeHandler | undefined {
    return this.#handlers.get(scheme);
  }
}

type Implemented = Pick<
  ElectronProtocol,
  'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'
>;

/** `session.protocol`, and as the default session's also `electron.protocol`. */
export function createProtocol(handlers: SchemeHandlers): Implemented {
  return {
    handle: (scheme, handler) => handlers.handle(scheme, handler),
    unhandle: (scheme) => handlers.unhandle(scheme),
    isProtocolHandled: (scheme) => handlers.isProtocolHandled(scheme),
    registerSchemesAsPrivileged(schemes: CustomScheme[]) {
      if (host.chromium !== undefined) {
        throw new Error(
          'protocol.registerSchemesAsPrivileged should be called before app is ready',
        );
      }
      for (const { scheme, privileges } of schemes) {
        if (privileges?.standard === true) host.origins.add(scheme);
      }
    },
  } satisfies Implemented;
}

/** What the isolated world tells the host, as JSON through the binding. */
export type UpMessage =
  | {
      readonly type: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: string;
    }
  | { readonly type: 'send'; readonly channel: string; readonly args: string }
  | {
      readonly type: 'post';
      readonly channel: string;
      readonly args: string;
      readonly ports: readonly number[];
    }
  | {
      readonly type: 'port-post';
      readonly port: number;
      readonly data: string;
      readonly ports: readonly number[];
    }
  | { readonly type: 'port-close'; readonly port: number }
  | { readonly type: 'title'; readonly title: string }
  | { readonly type: 'resize' }
  | { readonly type: 'preload-error'; readonly message: string; readonly stack: string }
  | { readonly type: 'open'; readonly url: string; readonly name: string; readonly how: string }
  | { readonly type: 'context-menu'; readonly x: number; readonly y: number; readonly text: string }
  | {
      readonly type: 'permission';
      readonly id: number;
      readonly permission: string;
      /** Whether the page only asks for the state, or for the permission itself. */
      readonly check: boolean;
      readonly mediaTypes: readonly string[];
    };

/** What the host tells the isolated world, as an argument of the world's receiver. */
export type DownMessage =
  | {
      readonly type: 'message';
      readonly channel: string;
      readonly args: string;
      readonly ports?: readonly number[];
    }
  | {
      readonly type: 'port-message';
      readonly port: number;
      readonly data: string;
      readonly ports: readonly number[];
    }
  | { readonly type: 'port-closed'; readonly port: number }
  | { readonly type: 'result'; readonly id: number; readonly value: string }
  | { readonly type: 'failure'; readonly id: number; readonly message: string }
  | { readonly type: 'permission'; readonly id: number; readonly allowed: boolean };

/** What a page's scripts need to know, fresh for every window. */
export interface WorldConfig {
  /** Names of the two events between the worlds, and of binding and receiver: unguessable. */
  readonly toMain: string;
  readonly toIsolated: string;
  readonly binding: string;
  readonly receiver: string;
  readonly preloadPath: string;
  readonly process: Readonly<Record<string, unknown>>;
}

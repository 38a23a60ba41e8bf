import { createBridge } from './bridge.ts';
import { isolatedWorld } from './isolated-world.ts';
import { mainWorld } from './main-world.ts';
import type { WorldConfig } from './messages.ts';
import { createWire } from './wire.ts';

/** As in Electron, scripts of the host run in the top frame only. */
function onlyOnTop(statements: string): string {
  return `if (window === window.top) { ${statements} }`;
}

/** The text of a call of a self-contained function with arguments that are texts themselves. */
function call(target: (...args: never[]) => unknown, ...args: readonly string[]): string {
  return `(${String(target)})(${args.join(', ')})`;
}

/** The script for a page's own world. */
export function mainWorldSource({ toMain, toIsolated }: WorldConfig): string {
  const bridge = call(createBridge, JSON.stringify(toMain), JSON.stringify(toIsolated));
  return onlyOnTop(`${call(mainWorld, bridge)};`);
}

/** The script for the isolated world, with the text of the preload script when there is one. */
export function isolatedWorldSource(config: WorldConfig, preload: string | undefined): string {
  const { toMain, toIsolated } = config;
  const bridge = call(createBridge, JSON.stringify(toIsolated), JSON.stringify(toMain));
  const wrapped =
    preload === undefined
      ? 'undefined'
      : `function (require, process, exports, module) {${preload}\n}`;
  return onlyOnTop(
    `${call(isolatedWorld, JSON.stringify(config), call(createWire), bridge, wrapped)};`,
  );
}

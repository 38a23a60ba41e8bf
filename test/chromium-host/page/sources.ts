import { createBridge } from './bridge.ts';
import { isolatedWorld } from './isolated-world.ts';
import { mainWorld } from './main-world.ts';
import type { WorldConfig } from './messages.ts';
import { createWire } from './wire.ts';

/** As in Electron, scripts of the host run in the top frame only. */
function onlyOnTop(statements: string): string {
  return `if (window === window.top) { ${statements} }`;
}

/** The script for a page's own world. */
export function mainWorldSource({ toMain, toIsolated }: WorldConfig): string {
  const names = `${JSON.stringify(toMain)}, ${JSON.stringify(toIsolated)}`;
  return onlyOnTop(`(${mainWorld})((${createBridge})(${names}));`);
}

/** The script for the isolated world, with the text of the preload script when there is one. */
export function isolatedWorldSource(config: WorldConfig, preload: string | undefined): string {
  const names = `${JSON.stringify(config.toIsolated)}, ${JSON.stringify(config.toMain)}`;
  const wrapped =
    preload === undefined
      ? 'undefined'
      : `function (require, process, exports, module) {${preload}\n}`;
  return onlyOnTop(
    `(${isolatedWorld})(${JSON.stringify(config)}, (${createWire})(), (${createBridge})(${names}), ${wrapped});`,
  );
}

import type { Net as ElectronNet } from 'electron';
import { host } from '../host.ts';
import { strict } from '../not-implemented.ts';
import { app } from './app.ts';
import { sessionOf } from './session.ts';

type Implemented = Pick<ElectronNet, 'fetch' | 'isOnline' | 'online'>;

/** `net`: `fetch` on the default session, and whether there is a network. */
export const net = strict('net', {
  fetch(input, init) {
    if (!app.isReadyForHost) {
      return Promise.reject(new Error('net.fetch can only be used after app is ready'));
    }
    return sessionOf('').fetch(input, init);
  },
  isOnline: () => !host.network.offline,
  get online() {
    return !host.network.offline;
  },
} satisfies Implemented);

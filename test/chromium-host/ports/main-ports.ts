import { LocalPorts } from './local-ports.ts';
import { type PortHolder, Switchboard } from './switchboard.ts';

/** All message channels of the app. */
export const switchboard = new Switchboard();

/** The ports that are in the main process. */
export const mainPorts = new LocalPorts(switchboard);

/** A message arrives as a task of its own, never inside the `postMessage` that sent it. */
export const mainHolder: PortHolder = {
  deliver: (end, message) => void setImmediate(() => mainPorts.deliver(end, message)),
  closed: (end) => void setImmediate(() => mainPorts.closed(end)),
};

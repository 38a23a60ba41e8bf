import type { MessageChannelMain } from 'electron';
import { strictInstances } from '../not-implemented.ts';
import { mainHolder, mainPorts, switchboard } from '../ports/main-ports.ts';
import type { HostMessagePort } from '../ports/message-port.ts';

type Implemented = { [Member in keyof MessageChannelMain]: HostMessagePort };

/** `MessageChannelMain`: two connected ports, both in the main process at first. */
export class HostMessageChannel implements Implemented {
  readonly port1: HostMessagePort;
  readonly port2: HostMessagePort;

  constructor() {
    const ends = switchboard.pair();
    for (const end of ends) switchboard.give(end, mainHolder);
    this.port1 = mainPorts.adopt(ends[0]);
    this.port2 = mainPorts.adopt(ends[1]);
  }
}

strictInstances('MessageChannelMain', HostMessageChannel);

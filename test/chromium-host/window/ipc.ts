import { ipcMain } from '../api/ipc-main.ts';
import type { HostEmitter } from '../emitter.ts';
import type { UpMessage } from '../page/messages.ts';
import { createWire } from '../page/wire.ts';
import type { HostMessagePort } from '../ports/message-port.ts';
import type { HostWebFrame } from './frames.ts';
import type { Page } from './page.ts';

/** Turns values into text for a page and back. */
export const wire = createWire();

/** Where a message of a page came from: contents, document and world. */
export interface IpcSource {
  readonly contents: HostEmitter;
  readonly page: Page;
  readonly frame: HostWebFrame;
  readonly contextId: number;
}

function decodeArguments(text: string): unknown[] {
  const args = wire.decode(text);
  return Array.isArray(args) ? args : [];
}

/** The event that handlers and listeners in the main process get. */
function ipcEvent(
  { contents, page, frame, contextId }: IpcSource,
  ports: readonly HostMessagePort[] = [],
): object {
  return {
    type: 'frame',
    sender: contents,
    processId: frame.processId,
    frameId: frame.routingId,
    frameTreeNodeId: frame.frameTreeNodeId,
    get senderFrame(): HostWebFrame | null {
      return frame.isDestroyed() ? null : frame;
    },
    reply: (channel: string, ...args: unknown[]) => {
      page.tell({ type: 'message', channel, args: wire.encode(args) }, contextId);
    },
    ports,
  };
}

/** Hands an `ipcRenderer.send` to its listeners. */
export function receiveSend(
  source: IpcSource,
  { channel, args }: Extract<UpMessage, { type: 'send' }>,
): void {
  const values = decodeArguments(args);
  const event = ipcEvent(source);
  source.contents.emit('ipc-message', event, channel, ...values);
  ipcMain.emit(channel, event, ...values);
}

/** Hands an `ipcRenderer.postMessage`, with the ports that it brought, to its listeners. */
export function receivePost(
  source: IpcSource,
  { channel, args }: Extract<UpMessage, { type: 'post' }>,
  ports: readonly HostMessagePort[],
): void {
  ipcMain.emit(channel, ipcEvent(source, ports), ...decodeArguments(args));
}

/** Hands an `ipcRenderer.invoke` to its handler and answers it, with an error in Electron's words. */
export async function receiveInvoke(
  source: IpcSource,
  { id, channel, args }: Extract<UpMessage, { type: 'invoke' }>,
): Promise<void> {
  const { page, contextId } = source;
  try {
    const result = await ipcMain.dispatch(channel, ipcEvent(source), decodeArguments(args));
    page.tell({ type: 'result', id, value: wire.encode(result) }, contextId);
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    const message = `Error invoking remote method '${channel}': ${String(error)}`;
    page.tell({ type: 'failure', id, message }, contextId);
  }
}

/** The message of a `webContents.send`; throws for arguments that can't be cloned. */
export function messageTo(channel: string, args: readonly unknown[]) {
  try {
    return { type: 'message', channel, args: wire.encode(args) } as const;
  } catch {
    throw new Error('Failed to serialize arguments');
  }
}

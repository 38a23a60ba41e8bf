import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { eventChannels, requestChannels } from './contract/channels.ts';

const requests = Object.fromEntries(
  requestChannels.map((channel) => [
    channel,
    (...parameters: unknown[]): Promise<unknown> => ipcRenderer.invoke(channel, ...parameters),
  ]),
);

function on(event: string, listener: (payload: unknown) => void): () => void {
  if (!eventChannels.includes(event)) throw new Error('There is no such event.');
  // The renderer must never see the IPC event itself: it would give it ipcRenderer.
  const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
  ipcRenderer.on(event, forward);
  return () => void ipcRenderer.removeListener(event, forward);
}

contextBridge.exposeInMainWorld('erp', { ...requests, on });
